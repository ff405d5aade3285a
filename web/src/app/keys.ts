import { useEffect, useRef } from "react";

/** Runs the action when its key is pressed outside of inputs ("mod+k" also within). */
export function useKey(key: string, action: () => void, on = true): void {
  const current = useRef(action);
  useEffect(() => {
    current.current = action;
  });
  useEffect(() => {
    if (!on) return;
    const listen = (e: KeyboardEvent): void => {
      const mod = key.startsWith("mod+");
      if (mod !== (e.ctrlKey || e.metaKey) || e.altKey) return;
      const target = e.target as HTMLElement;
      if (!mod && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || document.querySelector("dialog[open]"))) return;
      if (e.key.toLowerCase() === key.replace("mod+", "").toLowerCase()) {
        e.preventDefault();
        current.current();
      }
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [key, on]);
}
