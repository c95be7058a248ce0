import { type RefObject, useEffect, useMemo } from "react";
import { besideCamera } from "../../beside/camera.ts";
import { shadows } from "../../beside/linked.ts";
import type { Seen } from "../../beside/reconstructions.ts";
import { CameraRig } from "../camera/camera-rig.tsx";
import { boundsOf } from "../cloud/bounds.ts";
import { HoverAnchor } from "../cloud/hover-card.tsx";
import { PointCloud } from "../cloud/point-cloud.tsx";
import { Guides } from "../guides/guides.tsx";
import { Pointer } from "../input/pointer.tsx";
import { NOTHING_COVERED } from "../tags/covered.ts";
import { createCrowd, disposeCrowd } from "../tags/crowd.ts";
import { People } from "../tags/people.tsx";
import { useTheme } from "../theme.ts";
import { besideReach } from "./beside-reach.ts";
import { DatumRings } from "./datum-rings.tsx";
import { Link } from "./link.tsx";

interface Props {
  room: Seen;
  beside: Seen;
  hoverFrame: RefObject<HTMLDivElement | null>;
}

const nothingCovered = () => NOTHING_COVERED;

/** Everything inside the second half's canvas: the same parts as in the room's own, of another model. */
export function BesideStage({ room, beside, hoverFrame }: Props) {
  const { card, cloud } = beside;
  const theme = useTheme();
  const bounds = useMemo(() => boundsOf(cloud.points), [cloud]);
  const crowd = useMemo(() => createCrowd(card), [card]);
  useEffect(() => () => disposeCrowd(crowd), [crowd]);
  const reach = useMemo(() => besideReach(room, beside), [room, beside]);
  return (
    <>
      <Link room={room} beside={beside} />
      <CameraRig bounds={bounds} holder={besideCamera} flat={card.latentDim === 2} />
      <Pointer cloud={cloud} bounds={bounds} crowd={crowd} reach={reach} />
      <Guides card={card} radius={bounds.radius} theme={theme} own={crowd.own} />
      <PointCloud cloud={cloud} card={card} bounds={bounds} theme={theme} />
      <DatumRings cloud={cloud} />
      <People crowd={crowd} card={card} theme={theme} cursors={shadows} covered={nothingCovered} />
      <HoverAnchor frame={hoverFrame} cloud={cloud} />
    </>
  );
}
