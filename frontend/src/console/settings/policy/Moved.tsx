/** Somebody else published while you edited. */

interface MovedProps {
  readonly onLoad: () => void;
  readonly onOver: () => void;
}

export function Moved({ onLoad, onOver }: MovedProps) {
  return (
    <div className="why" role="alert">
      <b>Somebody published a newer version while you edited.</b>
      <p>Nothing of yours is lost. Load theirs and drop your changes, or publish yours over it.</p>
      <div className="flex flex-wrap gap-2 pt-2">
        <button type="button" className="bt" onClick={onLoad}>
          Load the newer version
        </button>
        <button type="button" className="bt" onClick={onOver}>
          Publish mine over it
        </button>
      </div>
    </div>
  );
}
