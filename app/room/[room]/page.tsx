import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Explorer } from "../../_explorer/explorer.tsx";
import { requestTexts } from "../../_i18n/request.ts";
import { Texts } from "../../_i18n/texts.tsx";
import { answered, services } from "../../_server/services.ts";
import { Unavailable } from "../../_server/unavailable.tsx";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ room: string }>;
}

/** Asked for twice while one page is drawn, read once. */
const readRoom = cache((id: string) => answered(services().room(id)));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const room = await readRoom((await params).room);
  const t = await requestTexts("every");
  if (room === "unavailable") return { title: t("pages.unavailable.short") };
  return { title: room === "none" ? t("pages.noRoom.short") : room.found.name };
}

/** A room. */
export default async function RoomPage({ params }: Props) {
  const room = await readRoom((await params).room);
  if (room === "none") notFound();
  if (room === "unavailable") return <Unavailable />;
  return (
    <Texts page="room">
      <Explorer room={room.found.id} start={null} />
    </Texts>
  );
}
