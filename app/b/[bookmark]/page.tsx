import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Explorer } from "../../_explorer/explorer.tsx";
import { requestTexts } from "../../_i18n/request.ts";
import { Texts } from "../../_i18n/texts.tsx";
import { answered, services } from "../../_server/services.ts";
import { Unavailable } from "../../_server/unavailable.tsx";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ bookmark: string }>;
}

/** Asked for twice while one page is drawn, read once. */
const readBookmark = cache((id: string) => answered(read(id)));

async function read(id: string) {
  const { bookmark: find, room: findRoom } = services();
  const bookmark = await find(id);
  const room = bookmark && (await findRoom(bookmark.roomId));
  return bookmark && room ? { bookmark, room } : null;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await readBookmark((await params).bookmark);
  const t = await requestTexts("every");
  if (found === "unavailable") return { title: t("pages.unavailable.short") };
  if (found === "none") return { title: t("pages.noPlace.short") };
  const { bookmark, room } = found.found;
  const title = `${bookmark.name} · ${room.name}`;
  const description = bookmark.author
    ? t("pages.place.description", { author: bookmark.author })
    : t("pages.place.unsigned");
  // Link previews need absolute addresses; only the request knows under which one it came.
  const base = services().origin(Object.fromEntries(await headers()));
  const image = {
    url: new URL(`/api/bookmarks/${bookmark.id}/preview.png`, base),
    width: 1200,
    height: 630,
    alt: t("pages.place.image", { name: bookmark.name }),
  };
  return {
    metadataBase: base,
    title,
    description,
    openGraph: {
      type: "website",
      title,
      description,
      siteName: t("common.brand"),
      images: [image],
    },
    twitter: { card: "summary_large_image", title, description, images: [image] },
  };
}

/** A bookmark's link: its room, starting at the bookmark. */
export default async function BookmarkPage({ params }: Props) {
  const found = await readBookmark((await params).bookmark);
  if (found === "none") notFound();
  if (found === "unavailable") return <Unavailable />;
  const { z, view, modelId, weightsHash, roomId } = found.found.bookmark;
  return (
    <Texts page="room">
      <Explorer room={roomId} start={{ z, view, modelId, weightsHash }} />
    </Texts>
  );
}
