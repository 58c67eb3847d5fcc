/** One file on its way to the server, with how far it is; fetch() does not tell that. */

import type { FileView } from "../../protocol/frames";
import type { Place } from "./place";

const AGAIN_MS = 200;

export interface Going {
  readonly done: Promise<FileView>; // fails with a code in its message
  readonly stop: () => void;
}

/** Waits, as messages do, until the server has given the conversation its token. */
export function upload(file: File, place: Place, progress: (part: number) => void): Going {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.append("file", file, file.name || "file");
  const done = new Promise<FileView>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onload = () => {
      const { status, response } = request;
      if (status === 200) resolve(response as FileView);
      else reject(new Error((response as { code?: string } | null)?.code ?? ""));
    };
    request.onerror = request.onabort = request.ontimeout = () => reject(new Error("unreachable"));
  });
  let timer = 0;
  const begin = () => {
    const token = place.token();
    if (!token) {
      timer = window.setTimeout(begin, AGAIN_MS);
      return;
    }
    request.open("POST", new URL("api/visitor/files", place.base));
    request.responseType = "json";
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.send(form);
  };
  begin();
  const stop = () => {
    clearTimeout(timer);
    request.abort();
  };
  return { done, stop };
}
