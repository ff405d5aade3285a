import { useEffect, useRef } from "react";
import { t } from "../../../i18n";
import { IconButton } from "../../../ui";

interface Props { label: string; value: string | null; /** Told only when a colour was decided on, not while one looks at them. */ late?: boolean; onChange: (to: string | null) => void }

/** A colour, or none. */
export function ColourInput({ label, value, late, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const tell = useRef(onChange);
  useEffect(() => { tell.current = onChange; });
  useEffect(() => {
    const el = input.current;
    if (!late || !el) return;
    const decided = (): void => tell.current(el.value.toLowerCase());
    el.addEventListener("change", decided);
    return () => el.removeEventListener("change", decided);
  }, [late, value]);
  return (
    <span className="row colour-input">
      {late
        ? <input key={value} ref={input} type="color" className="palette" aria-label={label} defaultValue={value ?? "#888888"} data-none={value === null ? true : undefined} />
        : <input type="color" className="palette" aria-label={label} value={value ?? "#888888"} data-none={value === null ? true : undefined} onChange={(e) => onChange(e.target.value.toLowerCase())} />}
      {value !== null && <IconButton icon="close" small label={t("types.noColour", { label })} onClick={() => onChange(null)} />}
    </span>
  );
}
