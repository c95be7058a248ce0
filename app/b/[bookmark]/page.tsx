import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Explorer } from "../../_explorer/explorer.tsx";
import { services } from "../../_server/services.ts";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ bookmark: string }>;
}

/** Asked for twice while one page is drawn, read once. */
const readBookmark = cache(async (id: string) => {
  const { store } = services();
  const bookmark = await store.bookmark(id);
  const room = bookmark && (await store.room(bookmark.roomId));
  return bookmark && room ? { bookmark, room } : null;
});

/** Link previews need absolute addresses, and only the request knows under which one it came. */
async function origin(): Promise<URL> {
  const list = await headers();
  const host = list.get("x-forwarded-host") ?? list.get("host") ?? "localhost";
  const protocol = list.get("x-forwarded-proto")?.split(",")[0]?.trim() ?? "http";
  return new URL(`${protocol}://${host}`);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await readBookmark((await params).bookmark);
  if (!found) return { title: "No such place" };
  const { bookmark, room } = found;
  const title = `${bookmark.name} · ${room.name}`;
  const description = `A place in latent space, saved by ${bookmark.author}. Open it to explore from there, together.`;
  const base = await origin();
  const image = {
    url: new URL(`/api/bookmarks/${bookmark.id}/preview.png`, base),
    width: 1200,
    height: 630,
    alt: `The image at “${bookmark.name}” and four near it`,
  };
  return {
    metadataBase: base,
    title,
    description,
    openGraph: { type: "website", title, description, siteName: "Latent Commons", images: [image] },
    twitter: { card: "summary_large_image", title, description, images: [image] },
  };
}

/** A bookmark's link: its room, starting at the bookmark. */
export default async function BookmarkPage({ params }: Props) {
  const found = await readBookmark((await params).bookmark);
  if (!found) notFound();
  const { z, view, weightsHash, roomId } = found.bookmark;
  return <Explorer room={roomId} start={{ z, view, weightsHash }} />;
}
