import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link, useParams } from "react-router";
import { api } from "../../../api/client";
import { problemOf } from "../../../api/problem";
import type { TicketType } from "../../../api/types";
import { useTitle } from "../../../app/useTitle";
import { maybe, t } from "../../../i18n";
import { Button, EmptyState, ErrorState, explain, Icon, InPlace, LinkButton, Popover, Skeleton, toast } from "../../../ui";
import { useDesks } from "../data";
import { ColourInput } from "./ColourInput";
import { useTypes, useTypesChanged } from "./data";
import { NewType } from "./NewType";
import { TYPE_ICONS, TypeIcon } from "./TypeIcon";
import "./types.css";

interface Naming { name?: string; portal?: boolean; portalName?: string; portalHint?: string; active?: boolean; icon?: string; colour?: string }

/** The types of a desk, named and switched where they stand. */
export default function DeskPage() {
  const { deskId = "" } = useParams();
  const desks = useDesks();
  const types = useTypes();
  const [adding, setAdding] = useState(false);
  const desk = desks.data?.find((d) => d.id === deskId);
  useTitle(desk?.name);
  const failed = desks.error ?? types.error;
  if (failed) return <ErrorState page error={failed} retry={() => { void desks.refetch(); void types.refetch(); }} />;
  if (!types.data || !desks.data) return <Skeleton lines={6} />;
  if (!desk) return <EmptyState page icon="warning" title={t("problem.notFound.title")} text={t("problem.notFound.text")} />;
  const own = types.data.filter((x) => x.deskId === deskId);
  return (
    <>
      <div className="page-head">
        <div className="grow"><p className="small muted"><Link to="/admin/desks">{t("admin.desks")}</Link></p><h1>{desk.name}</h1></div>
        <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>{t("types.add")}</Button>
      </div>
      <nav className="row wrap desk-links" aria-label={t("types.deskLinks", { name: desk.name })}>
        <LinkButton small to="/admin/categories" icon="tree">{t("admin.categories")}</LinkButton>
        <LinkButton small to="/admin/teams" icon="people">{t("admin.teams")}</LinkButton>
        <LinkButton small to="/admin/task-templates" icon="check">{t("admin.taskTemplates")}</LinkButton>
        <LinkButton small to="/admin/configuration" icon="download">{t("admin.configuration")}</LinkButton>
        <LinkButton small to="/work" icon="inbox">{t("types.views")}</LinkButton>
      </nav>
      <h2>{t("types.ofDesk")}</h2>
      <p className="muted">{t("types.ofDeskText")}</p>
      {!own.length ? <EmptyState icon="ticket" title={t("types.none")} text={t("types.ofDeskText")}><Button kind="primary" icon="plus" onClick={() => setAdding(true)}>{t("types.add")}</Button></EmptyState> : (
        <div className="table-wrap" tabIndex={0} role="region" aria-label={t("types.ofDesk")}>
          <table className="table types-table">
            <thead><tr><th scope="col"><span className="sr-only">{t("types.look")}</span></th><th scope="col">{t("person.name")}</th><th scope="col">{t("types.prefix")}</th><th scope="col">{t("types.portal")}</th><th scope="col">{t("types.portalTexts")}</th><th scope="col">{t("types.state")}</th><th scope="col"><span className="sr-only">{t("action.edit")}</span></th></tr></thead>
            <tbody>{own.map((type) => <Row key={type.id} type={type} />)}</tbody>
          </table>
        </div>
      )}
      {adding && <NewType deskId={deskId} types={types.data} onClose={() => setAdding(false)} />}
    </>
  );
}

function Row({ type }: { type: TicketType }) {
  const cache = useQueryClient();
  const changed = useTypesChanged();
  const save = async (naming: Naming): Promise<void> => {
    try {
      const now = await api<TicketType>(`/types/${type.id}`, { method: "PATCH", body: naming, version: type.version });
      cache.setQueryData<TicketType[]>(["types"], (all) => all?.map((x) => (x.id === type.id ? now : x)));
      await changed();
    } catch (e) {
      const problem = problemOf(e);
      toast(problem.errors[0]?.message ?? explain(problem).text, { bad: true });
      await cache.invalidateQueries({ queryKey: ["types"] });
    }
  };
  return (
    <tr className={type.active ? "" : "off"}>
      <td><Look type={type} onSave={(n) => void save(n)} /></td>
      <td><InPlace label={t("person.name")} required maxLength={60} value={type.name} onSave={(name) => void save({ name })} /><div className="small muted">{maybe(`typeKind.${type.kind}`, type.kind)} · <code>{type.key}</code></div></td>
      <td><span className="tag">{type.prefix}</span></td>
      <td><input type="checkbox" aria-label={t("types.portalOf", { name: type.name })} checked={type.portal} onChange={(e) => void save({ portal: e.target.checked })} /></td>
      <td><InPlace label={t("types.portalTitle")} required maxLength={100} value={type.portalName} onSave={(portalName) => void save({ portalName })} /><div className="small"><InPlace label={t("types.portalHintLabel")} maxLength={300} value={type.portalHint} placeholder={t("types.portalHintNone")} onSave={(portalHint) => void save({ portalHint })} /></div></td>
      <td>{type.active ? t("types.active") : <span className="muted">{t("types.inactive")}</span>}</td>
      <td><span className="row end"><Button small kind="quiet" aria-label={t(type.active ? "types.deactivateOf" : "types.activateOf", { name: type.name })} onClick={() => void save({ active: !type.active })}>{t(type.active ? "types.deactivate" : "types.activate")}</Button><LinkButton small to={`/admin/types/${type.id}/fields`} icon="pen">{t("types.open")}</LinkButton></span></td>
    </tr>
  );
}

/** The drawing and the colour by which a type is known. */
function Look({ type, onSave }: { type: TicketType; onSave: (naming: Naming) => void }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button ref={button} type="button" className="btn quiet icon" aria-haspopup="dialog" aria-expanded={open} aria-label={t("types.lookOf", { name: type.name })} onClick={() => setOpen(!open)}><TypeIcon icon={type.icon} colour={type.colour} /></button>
      {open && (
        <Popover anchor={button} onClose={() => setOpen(false)} label={t("types.lookOf", { name: type.name })} className="look-panel">
          <div className="row wrap" role="group" aria-label={t("types.icon")}>
            {TYPE_ICONS.map((icon, i) => <button key={icon} type="button" className="btn quiet icon" aria-pressed={type.icon === icon} aria-label={t("types.iconNumber", { n: i + 1 })} onClick={() => onSave({ icon })}><Icon name={icon} /></button>)}
          </div>
          <div className="row"><span>{t("types.colour")}</span><ColourInput label={t("types.colourOf", { name: type.name })} value={type.colour} late onChange={(colour) => onSave({ colour: colour ?? "" })} /></div>
        </Popover>
      )}
    </>
  );
}
