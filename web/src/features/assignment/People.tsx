import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import type { Candidate } from "../../api/types";
import { day, number, t } from "../../i18n";
import { Button, Dialog, EmptyState, ErrorState, PersonName, Skeleton, Table } from "../../ui";
import { AvailabilityForm } from "./AvailabilityForm";
import { Handover } from "./Handover";

/** The agents of a desk: what they have to do, can do, and whether they are there. */
export function People({ deskId }: { deskId: string }) {
  const people = useQuery({ queryKey: ["assignment", "people", deskId], queryFn: () => api<Candidate[]>("/assignment/people", { query: { desk: deskId } }) });
  const [open, setOpen] = useState<{ person: Candidate; as: "edit" | "handover" } | null>(null);
  return (
    <section className="section">
      <h2>{t("assign.people")}</h2>
      {people.error ? <ErrorState error={people.error} retry={() => void people.refetch()} /> : !people.data ? <Skeleton lines={4} /> : !people.data.length ? <EmptyState icon="people" title={t("assign.nobody")} text={t("assign.nobodyText")} /> : (
        <Table label={t("assign.people")} rows={people.data} rowKey={(x) => x.id} columns={[
          { id: "name", title: t("person.name"), cell: (x) => <PersonName name={x.name} /> },
          { id: "open", title: t("assign.open"), num: true, cell: (x) => t("assign.openOf", { open: number(x.open), most: number(x.most) }) },
          { id: "skills", title: t("assign.skills"), cell: (x) => x.skills.join(", ") },
          { id: "away", title: t("assign.away"), cell: (x) => (x.absentUntil ? t("assign.until", { day: day(x.absentUntil) }) : "") },
          { id: "do", title: "", cell: (x) => <span className="row end">{x.absentUntil && x.open > 0 && <Button small onClick={() => setOpen({ person: x, as: "handover" })}>{t("assign.handover")}</Button>}<Button small kind="quiet" onClick={() => setOpen({ person: x, as: "edit" })}>{t("action.edit")}</Button></span> },
        ]} />
      )}
      {open?.as === "edit" && <Dialog title={open.person.name} onClose={() => setOpen(null)}><AvailabilityForm personId={open.person.id} /></Dialog>}
      {open?.as === "handover" && <Handover personId={open.person.id} name={open.person.name} onClose={() => setOpen(null)} />}
    </section>
  );
}
