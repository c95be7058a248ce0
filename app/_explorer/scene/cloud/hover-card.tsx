import { useFrame } from "@react-three/fiber";
import { type RefObject, useEffect, useRef } from "react";
import { Vector3 } from "three";
import { useFormatter, useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { useAtlas } from "../../cloud.ts";
import { shadesOf } from "../../colouring/attributes.ts";
import { BY_CLASS, columnOf, numberOf, UNKNOWN } from "../../colouring/columns.ts";
import { attributeText, className, valueText } from "../../colouring/data-words.ts";
import { colorOf, colorOfClass } from "../../colouring/palette.ts";
import { drawThumbnail } from "../../draw-thumbnail.ts";
import { type Cloud, useExplorer } from "../../store.ts";
import { FRAME } from "../frame-order.ts";
import styles from "../scene.module.css";
import { useTheme } from "../theme.ts";

type Frame = RefObject<HTMLDivElement | null>;

/** The model that one half of the scene shows. */
interface Half {
  card: ModelCard | null;
  cloud: Cloud | null;
}

const OFFSET_PX = 16;
const point = new Vector3();

/** Which split a row belongs to: train rows come first, then validation, then held-out. */
export function splitOf(
  { dataset: { shown } }: ModelCard,
  row: number,
): "train" | "validation" | "heldOut" {
  if (row < shown.train) return "train";
  return row < shown.train + shown.validation ? "validation" : "heldOut";
}

/** The picture and label of the point under the pointer. Lies over the canvas; `HoverAnchor` puts it in place. */
export function HoverCard({ frame, card, cloud }: Half & { frame: Frame }) {
  const t = useTranslations("scene");
  const row = useExplorer((state) => state.hovered);
  const { scheme } = useTheme();
  const shown = row !== null && card !== null && cloud !== null;
  const label = shown ? (cloud.labels[row] ?? 0) : 0;
  return (
    <div ref={frame} className={styles.hover} data-testid="hover-card" hidden={!shown}>
      {shown && (
        <>
          <Thumbnail card={card} row={row} />
          <p>
            <strong style={{ borderColor: colorOfClass(card.dataset, label, scheme) }}>
              {card.dataset.classNames[label] === undefined
                ? t("class", { number: label })
                : className(card.dataset, label)}
            </strong>
            <Known card={card} cloud={cloud} row={row} />
            <span>{t(`split.${splitOf(card, row)}`)}</span>
          </p>
        </>
      )}
    </div>
  );
}

/** What the points are coloured by, where that is not the class. */
function Known({ card, cloud, row }: { card: ModelCard; cloud: Cloud; row: number }) {
  const t = useTranslations("legend");
  const format = useFormatter();
  const { scheme } = useTheme();
  const { colouring, labels } = shadesOf(cloud);
  if (colouring === BY_CLASS) return null;
  const column = columnOf(card.dataset, colouring);
  const byte = labels[row] ?? UNKNOWN;
  const value =
    column.kind === "names"
      ? column.names[byte] && valueText(card.dataset, column.name, column.names[byte])
      : byte === UNKNOWN
        ? undefined
        : format.number(numberOf(column, byte), { maximumSignificantDigits: 4 });
  return (
    <span style={{ borderColor: colorOf(column, byte, scheme) }} data-testid="hover-known">
      {attributeText(card.dataset, column.name)}: {value ?? t("unknown")}
    </span>
  );
}

/** One cell of the atlas. */
function Thumbnail({ card, row }: { card: ModelCard; row: number }) {
  const atlas = useAtlas((state) => state.image);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { dataset } = card;
  useEffect(() => drawThumbnail(canvas.current, atlas, dataset, row), [atlas, row, dataset]);
  return <canvas ref={canvas} />;
}

/** Inside the canvas: keeps the card beside its point, without React, as the camera moves. */
export function HoverAnchor({ frame, cloud }: { frame: Frame; cloud: Cloud | null }) {
  useFrame(({ camera, size }) => {
    const { hovered } = useExplorer.getState();
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
