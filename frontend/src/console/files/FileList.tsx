/** The files of a message: pictures small, sounds to be heard, all else to be saved. */

import { FileIcon, FileX, Hourglass } from "lucide-react";
import { sizeOf } from "../../live/bytes";
import type { FileView } from "../../protocol/frames";
import { useSession } from "../app/session";
import { refusedBecause } from "./words";

interface Props {
  readonly files: readonly FileView[];
  readonly strange?: boolean; // a visitor sent them
}

function Refused({ file }: { file: FileView }) {
  return (
    <p className="fl bad">
      <FileX size={14} aria-hidden />
      <span>
        <b dir="auto">{file.name}</b> was refused. {refusedBecause(file.why)}
      </span>
    </p>
  );
}

function Waits({ file }: { file: FileView }) {
  return (
    <p className="fl">
      <Hourglass size={14} aria-hidden />
      <span>
        <b dir="auto">{file.name}</b> is on its way and being checked.
      </span>
    </p>
  );
}

function Picture({ file }: { file: FileView }) {
  return (
    <a className="fl-pic" href={file.url} target="_blank" rel="noopener" title={file.name}>
      <img src={file.thumbnail_url} alt={file.name} loading="lazy" />
    </a>
  );
}

function Other({ file, strange }: { file: FileView; strange: boolean }) {
  const { me } = useSession();
  return (
    <div className="fl">
      <FileIcon size={14} aria-hidden />
      <a href={file.url} target="_blank" rel="noopener" dir="auto">
        {file.name}
      </a>
      <small className="mut">{sizeOf(file.size, navigator.language)}</small>
      {strange && !me.scans ? <small>Not scanned for viruses</small> : null}
      {file.type.startsWith("audio/") ? (
        // biome-ignore lint/a11y/useMediaCaption: what somebody says in a message has none
        <audio controls preload="none" src={file.url} aria-label={file.name} />
      ) : null}
    </div>
  );
}

function One({ file, strange }: { file: FileView; strange: boolean }) {
  if (file.state === "refused") return <Refused file={file} />;
  if (file.state === "waiting" || !file.url) return <Waits file={file} />;
  return file.thumbnail_url ? <Picture file={file} /> : <Other file={file} strange={strange} />;
}

export function FileList({ files, strange = false }: Props) {
  if (!files.length) return null;
  return (
    <ul className="fls" aria-label="Files">
      {files.map((file) => (
        <li key={file.id}>
          <One file={file} strange={strange} />
        </li>
      ))}
    </ul>
  );
}
