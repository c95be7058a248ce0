import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requestTexts } from "../../_i18n/request.ts";
import { Texts } from "../../_i18n/texts.tsx";
import { hostOf } from "../../_lobby/gallery/groups.ts";
import { ModelPage } from "../../_model/model-page.tsx";
import { services } from "../../_server/services.ts";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ model: string }>;
}

async function findCards(id: string) {
  const { cards, hasCurve } = services();
  const { models, restorers } = await cards();
  const card = [...models, ...restorers].find((one) => one.id === id);
  return { models, card, hasCurve: hasCurve(id) };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { card } = await findCards((await params).model);
  const t = await requestTexts("every");
  if (!card) return { title: t("pages.noModel.short") };
  // Any model may be here; the keys are those of the catalogue.
  const known = card.id as "digits-3d";
  const told = t.has(`cards.${known}.title`);
  const title = told ? t(`cards.${known}.title`) : card.title;
  const description = told ? t(`cards.${known}.summary`) : card.summary;
  return { title, description, openGraph: { type: "article", title, description } };
}

/** What one model is, and how good it honestly is. */
export default async function Page({ params }: Props) {
  const { card, models, hasCurve } = await findCards((await params).model);
  if (!card) notFound();
  return (
    <Texts page="model">
      <ModelPage card={card} host={hostOf(card, models)} hasCurve={hasCurve} />
    </Texts>
  );
}
