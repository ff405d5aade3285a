import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from "react";

interface Frame { label: string; hint?: string | undefined; error?: string | undefined }
interface Wired { id: string; "aria-invalid"?: true; "aria-describedby"?: string }

/** Label, help, control and error, wired together for every reader. */
export function Field({ label, hint, error, children }: Frame & { children: (wired: Wired) => ReactNode }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      {children({ id, ...(error ? { "aria-invalid": true as const } : {}), ...(described ? { "aria-describedby": described } : {}) })}
      {error && <p className="field-error" id={`${id}-error`} role="alert">{error}</p>}
    </div>
  );
}

export const TextField = ({ label, hint, error, ...rest }: Frame & InputHTMLAttributes<HTMLInputElement> & { "data-first"?: boolean }) => (
  <Field label={label} hint={hint} error={error}>{(wired) => <input className="input" {...wired} {...rest} />}</Field>
);
export const TextArea = ({ label, hint, error, ...rest }: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) => (
  <Field label={label} hint={hint} error={error}>{(wired) => <textarea className="input" {...wired} {...rest} />}</Field>
);
export const SelectField = ({ label, hint, error, children, ...rest }: Frame & SelectHTMLAttributes<HTMLSelectElement>) => (
  <Field label={label} hint={hint} error={error}>{(wired) => <select className="input" {...wired} {...rest}>{children}</select>}</Field>
);
export const CheckField = ({ label, ...rest }: { label: string } & InputHTMLAttributes<HTMLInputElement>) => (
  <label className="check"><input type="checkbox" {...rest} /><span>{label}</span></label>
);
