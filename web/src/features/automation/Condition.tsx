import { Suspense, useId, useState } from "react";
import { t } from "../../i18n";
import { Button, Skeleton } from "../../ui";
import { later } from "../../ui/later";
import { QueryInput } from "../agent/QueryInput";
import { useCatalogue } from "../views/catalogue";

const Builder = later(() => import("../views/builder/Builder"));
interface Props { label: string; hint?: string; deskId: string; value: string; error: string | undefined; onChange: (to: string) => void }

/** What has to be true of a ticket of the desk: chosen part by part, or written. */
export function Condition({ label, hint, deskId, value, error, onChange }: Props) {
  const id = useId();
  const [building, setBuilding] = useState(false);
  const catalogue = useCatalogue(deskId);
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div className="field rule-condition">
      <label htmlFor={id}>{label}</label>
      {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      <div className="query condition"><QueryInput id={id} label={label} placeholder={t("rules.conditionExample")} text={value} onText={onChange} among={catalogue.types.map((x) => x.id)} describedBy={described} invalid={Boolean(error)} /></div>
      {error && <p className="field-error" id={`${id}-error`} role="alert">{error}</p>}
      {building ? <Suspense fallback={<Skeleton lines={2} />}><Builder text={value} catalogue={catalogue} deskId={deskId} onText={onChange} onClose={() => setBuilding(false)} /></Suspense>
        : <Button small icon="tree" className="condition-choose" onClick={() => setBuilding(true)}>{t("types.conditionChoose")}</Button>}
    </div>
  );
}
