/** The browser's storage, which may be full, forbidden or filled by an older version. */

export interface Drawer {
  read<T>(key: string, otherwise: T): T;
  write(key: string, value: unknown): void;
  remove(key: string): void;
}

export function drawer(storage: () => Storage): Drawer {
  const attempt = <T>(deed: () => T, otherwise: T): T => {
    try {
      return deed();
    } catch {
      return otherwise; // private mode, quota, broken JSON: the console works without memory
    }
  };
  return {
    read: (key, otherwise) =>
      attempt(() => {
        const text = storage().getItem(`warmline.${key}`);
        return text === null ? otherwise : JSON.parse(text);
      }, otherwise),
    write: (key, value) =>
      attempt(() => storage().setItem(`warmline.${key}`, JSON.stringify(value)), undefined),
    remove: (key) => attempt(() => storage().removeItem(`warmline.${key}`), undefined),
  };
}

export const local = drawer(() => localStorage);
export const session = drawer(() => sessionStorage);
