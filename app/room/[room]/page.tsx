import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Explorer } from "../../_explorer/explorer.tsx";
import { services } from "../../_server/services.ts";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ room: string }>;
}

/** Asked for twice while one page is drawn, read once. */
const readRoom = cache((id: string) => services().store.room(id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const room = await readRoom((await params).room);
  return room ? { title: room.name } : { title: "No such room" };
}

/** A room. */
export default async function RoomPage({ params }: Props) {
  const room = await readRoom((await params).room);
  if (!room) notFound();
  return <Explorer room={room.id} start={null} />;
}
