import type { Metadata } from "next";
import { requestTexts } from "../_i18n/request.ts";
import { Texts } from "../_i18n/texts.tsx";
import { JoinPage } from "./join-page.tsx";

interface Props {
  searchParams: Promise<{ code?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts("join");
  return { title: t("join.page.title") };
}

/** From the code on a projector to the room; a QR code brings it along. */
export default async function Join({ searchParams }: Props) {
  const { code } = await searchParams;
  return (
    <Texts page="join">
      <JoinPage given={typeof code === "string" ? code : ""} />
    </Texts>
  );
}
