import { useFrame } from "@react-three/fiber";
import { type RefObject, useEffect, useRef } from "react";
import { Vector3 } from "three";
import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { useAtlas } from "../../cloud.ts";
import { classColor } from "../../colors.ts";
import { useExplorer } from "../../store.ts";
import { FRAME } from "../frame-order.ts";
import styles from "../scene.module.css";
import { useTheme } from "../theme.ts";

const OFFSET_PX = 16;
const point = new Vector3();

/** Which split a row belongs to: train rows come first, then validation, then held-out. */
export function splitOf({ dataset }: ModelCard, row: number): "train" | "validation" | "heldOut" {
  if (row < dataset.train) return "train";
  return row < dataset.train + dataset.validation ? "validation" : "heldOut";
}

/** The picture and label of the point under the pointer. Lies over the canvas; `HoverAnchor` puts it in place. */
export function HoverCard({ frame }: { frame: RefObject<HTMLDivElement | null> }) {
  const t = useTranslations("scene");
  const row = useExplorer((state) => state.hovered);
  const card = useExplorer((state) => state.card);
  const cloud = useExplorer((state) => state.cloud);
  const { scheme } = useTheme();
  const shown = row !== null && card !== null && cloud !== null;
  const label = shown ? (cloud.labels[row] ?? 0) : 0;
  return (
    <div ref={frame} className={styles.hover} data-testid="hover-card" hidden={!shown}>
      {shown && (
        <>
          <Thumbnail card={card} row={row} />
          <p>
            <strong style={{ borderColor: classColor(label, scheme) }}>
              {card.dataset.classNames[label] ?? t("class", { number: label })}
            </strong>
            <span>{t(`split.${splitOf(card, row)}`)}</span>
          </p>
        </>
      )}
    </div>
  );
}

/** One cell of the atlas. */
function Thumbnail({ card, row }: { card: ModelCard; row: number }) {
  const atlas = useAtlas((state) => state.image);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { cell, columns } = card.atlas;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || !atlas) return;
    const x = (row % columns) * cell;
    const y = Math.floor(row / columns) * cell;
    context.drawImage(atlas, x, y, cell, cell, 0, 0, cell, cell);
  }, [atlas, row, cell, columns]);
  return <canvas ref={canvas} width={cell} height={cell} />;
}

/** Inside the canvas: keeps the card beside its point, without React, as the camera moves. */
export function HoverAnchor({ frame }: { frame: RefObject<HTMLDivElement | null> }) {
  useFrame(({ camera, size }) => {
    const { hovered, cloud } = useExplorer.getState();
    const element = frame.current;
    if (hovered === null || !cloud || !element) return;
    point.fromArray(cloud.points, 3 * hovered).project(camera);
    const x = (point.x * 0.5 + 0.5) * size.width;
    const y = (0.5 - point.y * 0.5) * size.height;
    // Towards the middle of the picture, so that the card never leaves it.
    const left = x > size.width / 2 ? `calc(-100% - ${OFFSET_PX}px)` : `${OFFSET_PX}px`;
    const top = y > size.height / 2 ? `calc(-100% - ${OFFSET_PX}px)` : `${OFFSET_PX}px`;
    element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(${left}, ${top})`;
  }, FRAME.overlay);
  return null;
}
