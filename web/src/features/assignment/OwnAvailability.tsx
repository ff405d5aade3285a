import { useState } from "react";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { Button } from "../../ui";
import { AvailabilityForm } from "./AvailabilityForm";
import { Handover } from "./Handover";
import "../admin/admin.css";

/** An agent's own absence and capacity, in their account. */
export default function OwnAvailability() {
  const me = useSession().person;
  const [handing, setHanding] = useState(false);
  return (
    <section className="section">
      <h2>{t("assign.own")}</h2>
      <AvailabilityForm personId={me.id} />
      <p style={{ marginBlockStart: 12 }}><Button onClick={() => setHanding(true)}>{t("assign.handover")}</Button></p>
      {handing && <Handover personId={me.id} name={me.name} onClose={() => setHanding(false)} />}
    </section>
  );
}
