/** The views of one page, as buttons in a row; the pressed one is open. */

interface ViewsProps<V extends string> {
  readonly views: Readonly<Record<V, string>>;
  readonly view: V;
  readonly onView: (view: V) => void;
}

export function Views<V extends string>({ views, view, onView }: ViewsProps<V>) {
  return (
    <fieldset className="views" aria-label="View">
      {(Object.keys(views) as V[]).map((one) => (
        <button
          key={one}
          type="button"
          className={one === view ? "bt pri" : "bt"}
          aria-pressed={one === view}
          onClick={() => onView(one)}
        >
          {views[one]}
        </button>
      ))}
    </fieldset>
  );
}
