import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, Route, Routes, useParams } from "react-router";
import { api } from "../../api/client";
import { usePages } from "../../api/pages";
import type { Approval } from "../../api/types";
import { useSession } from "../../app/session";
import { NotFound } from "../../app/NotFound";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { EmptyState, ErrorState, Pager, Skeleton, Tabs } from "../../ui";
import { ApprovalCard } from "./ApprovalCard";
import { Delegates } from "./Delegates";
import "./approval.css";

/** For everybody who is asked, agent or not, on any screen. */
export default function MyApprovals() {
  return (
    <div className="page approvals-page">
      <Routes>
        <Route index element={<All />} />
        <Route path=":id" element={<One />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </div>
  );
}

const SHOWN = ["waiting", "decided", "asked"] as const;
type Shown = (typeof SHOWN)[number];

/** The ticket itself is for those who work on it. */
const usePath = () => {
  const { isAgent } = useSession();
  return (a: Approval): string | undefined => (isAgent ? `/work/t/${a.ticket.number}` : undefined);
};

function All() {
  useTitle(t("approval.mine"));
  const [show, setShow] = useState<Shown>("waiting");
  const list = usePages<Approval>(["approvals", "mine", show], "/approvals", { show }, { limit: 20 });
  const path = usePath();
  return (
    <>
      <h1>{t("approval.mine")}</h1>
      <Tabs label={t("approval.mine")} tabs={SHOWN.map((id) => ({ id, label: t(`approval.show.${id}`) }))} value={show} onChange={setShow}>
        <div style={{ marginBlockStart: 14 }}>
          {list.error && !list.rows.length ? <ErrorState error={list.error} retry={() => void list.refetch()} /> : list.isPending ? <Skeleton lines={5} gap={24} /> : !list.rows.length ? <EmptyState icon="check" title={t(`approval.none.${show}`)} /> : list.rows.map((a) => <ApprovalCard key={a.id} approval={a} ticketPath={path(a)} open={show === "waiting" && list.rows.length === 1} />)}
          <Pager more={list.hasNextPage} loading={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
        </div>
      </Tabs>
      <Delegates />
    </>
  );
}

function One() {
  const { id = "" } = useParams();
  const found = useQuery({ queryKey: ["approvals", "one", id], queryFn: () => api<Approval>(`/approvals/${encodeURIComponent(id)}`) });
  const path = usePath();
  useTitle(found.data?.title ?? t("approval.mine"));
  return (
    <>
      <p><Link to="/approvals">← {t("approval.mine")}</Link></p>
      {found.error ? <ErrorState page error={found.error} retry={() => void found.refetch()} /> : !found.data ? <Skeleton lines={6} gap={24} /> : <><h1 className="sr-only">{found.data.title}</h1><ApprovalCard approval={found.data} ticketPath={path(found.data)} open /></>}
    </>
  );
}
