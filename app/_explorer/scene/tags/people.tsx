import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import type { PerspectiveCamera } from "three";
import { useLocale } from "use-intl/react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { useReducedMotion } from "../../../_ui/use-media.ts";
import { live } from "../../live.ts";
import { useExplorer } from "../../store.ts";
import { FRAME } from "../frame-order.ts";
import type { SceneTheme } from "../theme.ts";
import { type Covered, coveredNow } from "./covered.ts";
import { advanceCrowd, type Crowd, type Cursors, syncCrowd } from "./crowd.ts";
import { MAX_STEP_SECONDS } from "./glide.ts";
import { createTagBuffer } from "./tag-geometry.ts";
import { createTagMaterial } from "./tag-material.ts";
import { createTagWriter } from "./tag-writer.ts";

interface Props {
  crowd: Crowd;
  card: ModelCard;
  theme: SceneTheme;
  cursors?: Cursors;
  /** What panels cover of this picture. */
  covered?: () => Covered;
}

/** Everyone's cursors with name and decoded image: one draw call for the whole room, no component per person. */
export function People(props: Props) {
  const { crowd, card, theme, cursors = live, covered = coveredNow } = props;
  const invalidate = useThree((state) => state.invalidate);
  const locale = useLocale();
  const buffer = useMemo(createTagBuffer, []);
  const writeTags = useMemo(() => createTagWriter(buffer), [buffer]);
  const tags = useMemo(
    () => createTagMaterial(crowd.images.texture(), crowd.names.layers.texture()),
    [crowd],
  );
  const { uniforms } = tags;
  const still = useReducedMotion();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another language writes the own tag anew.
  useEffect(() => {
    const sync = () => syncCrowd(crowd, useExplorer.getState(), theme);
    sync();
    return useExplorer.subscribe((now, before) => {
      const same =
        now.peers === before.peers &&
        now.me === before.me &&
        now.playback === before.playback &&
        now.paths === before.paths &&
        now.lesson === before.lesson &&
        now.companions === before.companions;
      if (!same) sync();
    });
  }, [crowd, theme, locale]);

  useEffect(() => {
    uniforms.uText.value.copy(theme.text);
    uniforms.uBackground.value.copy(theme.background);
    uniforms.uGrey.value = card.imageShape[2] === 1 ? 1 : 0;
    invalidate();
  }, [uniforms, theme, card, invalidate]);

  useEffect(() => () => buffer.geometry.dispose(), [buffer]);
  useEffect(() => () => tags.dispose(), [tags]);

  useFrame((state, delta) => {
    if (cursors.z.length !== card.latentDim) return;
    const dt = Math.min(delta, MAX_STEP_SECONDS);
    const moving = advanceCrowd(crowd, card.projection, cursors, { dt, still });
    const camera = state.camera as PerspectiveCamera;
    const { width, height } = state.size;
    const controls = state.controls as unknown as { distance: number } | null;
    const reference = controls?.distance ?? camera.position.length();
    writeTags(crowd, { camera, width, height, reference, covered: covered() });
    // Both pools may have grown into a new texture.
    uniforms.uImages.value = crowd.images.texture();
    uniforms.uNames.value = crowd.names.layers.texture();
    uniforms.uViewport.value.set(width, height);
    uniforms.uPixel.value = 1 / state.viewport.dpr;
    if (moving) invalidate();
  }, FRAME.people);

  return <mesh geometry={buffer.geometry} material={tags} frustumCulled={false} renderOrder={10} />;
}
