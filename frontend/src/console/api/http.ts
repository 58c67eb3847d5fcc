/** Requests to the operator API: JSON both ways, the CSRF token on every change. */

import { Problem, unreachable } from "./problem";

export interface Http {
  get<T>(path: string): Promise<T>;
  send<T>(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<T>;
}

export interface HttpOptions {
  readonly csrf: () => string;
  readonly onUnauthorized: () => void;
}

const JSON_TYPES = /^application\/(problem\+)?json/;

async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get("content-type") ?? "";
  return JSON_TYPES.test(type) ? response.json() : {};
}

export function createHttp({ csrf, onUnauthorized }: HttpOptions): Http {
  async function ask<T>(path: string, init: RequestInit): Promise<T> {
    const response = await fetch(path, { credentials: "same-origin", ...init }).catch(() => {
      throw unreachable();
    });
    const body = response.status === 204 ? {} : await bodyOf(response);
    if (response.ok) return body as T;
    if (response.status === 401 && path !== "/api/login") onUnauthorized();
    throw new Problem(response.status, body as object);
  }

  return {
    get: (path) => ask(path, { headers: { accept: "application/json" } }),
    send: (method, path, body) => {
      const form = body instanceof FormData;
      const headers: Record<string, string> = { "x-csrf-token": csrf() };
      if (body !== undefined && !form) headers["content-type"] = "application/json";
      const payload = form ? body : body === undefined ? null : JSON.stringify(body);
      return ask(path, { method, headers, body: payload });
    },
  };
}
