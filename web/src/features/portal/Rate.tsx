import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { api } from "../../api/client";
import type { RatingInvitation } from "../../api/types";
import { useTitle } from "../../app/useTitle";
import { t } from "../../i18n";
import { ErrorState, Skeleton } from "../../ui";
import { EntryCard } from "../identity/EntryCard";
import { RatingForm } from "./RatingForm";
import "./portal.css";

/** Where the link in a mail leads. Nobody has to sign in to say how it went. */
export default function Rate() {
  const { token = "" } = useParams();
  const invitation = useQuery({ queryKey: ["rating", token], queryFn: () => api<RatingInvitation>(`/ratings/${encodeURIComponent(token)}`), retry: false, staleTime: Infinity });
  useTitle(t("rating.title"));
  return (
    <EntryCard title={t("rating.title")} {...(invitation.data ? { text: `${invitation.data.organisation} · ${invitation.data.number}: ${invitation.data.title}` } : {})} wide>
      {invitation.isPending && <Skeleton lines={4} />}
      {invitation.error && <ErrorState error={invitation.error} />}
      {invitation.data && <RatingForm given={invitation.data.rating} send={(score, comment) => api(`/ratings/${encodeURIComponent(token)}`, { body: { score, ...(comment ? { comment } : {}) } })} />}
    </EntryCard>
  );
}
