import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { api } from "../../api/client";
import { t } from "../../i18n";
import { Failed, Loading } from "../../ui";
import { RatingForm } from "./RatingForm";

interface Asked { number: string; title: string; organisation: string; rating: { score: number; comment: string | null } | null }

/** Where the link of a resolution mail leads: no sign-in is needed. */
export default function Rate() {
  const { token } = useParams();
  const asked = useQuery({ queryKey: ["rate", token], queryFn: () => api<Asked>(`/ratings/${token ?? ""}`), retry: false });
  if (asked.isPending) return <Loading />;
  if (asked.error) return <Failed problem={asked.error} />;
  return (
    <main className="portal">
      <p className="muted">{asked.data.organisation}</p>
      <h1>{t("rating.title")}</h1>
      <p>{asked.data.number}: {asked.data.title}</p>
      <RatingForm given={asked.data.rating} send={async (body) => { await api(`/ratings/${token ?? ""}`, { body }); }} />
    </main>
  );
}
