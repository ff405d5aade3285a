import { useRef, useState, type ReactNode, type RefObject } from "react";

interface Props {
  label: string; disabled?: boolean; className?: string; open?: boolean; onOpen?: (to: boolean) => void; children: ReactNode;
  /** Wired to a label and its texts, where it stands in a form. */
  id?: string; describedBy?: string | undefined;
  picker: (anchor: RefObject<HTMLButtonElement | null>, close: () => void) => ReactNode;
}

/** A value that opens its picker: the form of every editable field. */
export function Editable({ label, disabled, className = "cell-button", open, onOpen, children, id, describedBy, picker }: Props) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [own, setOwn] = useState(false);
  const shown = open ?? own;
  const set = onOpen ?? setOwn;
  if (disabled) return <span className={className}>{children}</span>;
  return (
    <>
      <button ref={anchor} id={id} type="button" className={className} aria-haspopup="dialog" aria-expanded={shown} aria-label={label} aria-describedby={describedBy} onClick={(e) => { e.stopPropagation(); set(!shown); }}>{children}</button>
      {shown && picker(anchor, () => set(false))}
    </>
  );
}
