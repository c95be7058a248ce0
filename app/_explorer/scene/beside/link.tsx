import { useFrame, useThree } from "@react-three/fiber";
import { useMemo } from "react";
import { reconstructionOf, shadows, shownRow, wantImages } from "../../beside/linked.ts";
import type { Seen } from "../../beside/reconstructions.ts";
import type { Pair } from "../../beside/shadows.ts";
import { live, liveChanged, showImage } from "../../live.ts";
import { FRAME } from "../frame-order.ts";

/** Keeps everyone's place in the second model, and asks for the images that are to be seen; before anyone is drawn. */
export function Link({ room, beside }: { room: Seen; beside: Seen }) {
  const invalidate = useThree((state) => state.invalidate);
  const pair = useMemo((): Pair => ({ from: rowsOf(room), to: rowsOf(beside) }), [room, beside]);
  const told = useMemo(() => ({ row: null as number | null }), []);
  useFrame(() => {
    if (shadows.follow(live, pair)) invalidate();
    const image = shadows.row === null ? null : reconstructionOf(beside, shadows.row);
    if (image !== shadows.own.pixels) showImage(shadows.own, 0, image);
    const row = shownRow();
    if (row === told.row) return;
    told.row = row;
    wantImages(room, beside);
    // The other half and the pictures below hear of it.
    liveChanged();
  }, FRAME.motion);
  return null;
}

const rowsOf = ({ card, cloud }: Seen) => ({ values: cloud.embedding, latentDim: card.latentDim });
