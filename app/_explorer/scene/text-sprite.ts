import {
  CanvasTexture,
  Color,
  LinearFilter,
  Sprite,
  SpriteMaterial,
  SRGBColorSpace,
  type Vector3,
} from "three";

const FONT_PX = 30;

/** A word that always faces the viewer and keeps its size on screen. `scale` is its height as a share of the picture. */
export function createTextSprite(text: string, scale = 0.026): Sprite {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const font = `600 ${FONT_PX}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif`;
  if (context) {
    context.font = font;
    canvas.width = Math.ceil(context.measureText(text).width) + 8;
    canvas.height = FONT_PX + 10;
    // Resizing a canvas resets its state.
    context.font = font;
    context.textBaseline = "middle";
    context.fillStyle = "#fff";
    context.fillText(text, 4, canvas.height / 2);
  }
  const map = new CanvasTexture(canvas);
  map.minFilter = LinearFilter;
  map.generateMipmaps = false;
  const material = new SpriteMaterial({
    map,
    transparent: true,
    depthTest: false,
    depthWrite: false,
    sizeAttenuation: false,
  });
  const sprite = new Sprite(material);
  sprite.renderOrder = 5;
  // It is nearly always in sight: finding that out costs more than drawing it.
  sprite.frustumCulled = false;
  sprite.scale.set((scale * canvas.width) / canvas.height, scale, 1);
  return sprite;
}

export function tintSprite(sprite: Sprite, { x, y, z }: Vector3): void {
  sprite.material.color = new Color().setRGB(x, y, z, SRGBColorSpace);
}

export function disposeSprite(sprite: Sprite): void {
  sprite.material.map?.dispose();
  sprite.material.dispose();
}
