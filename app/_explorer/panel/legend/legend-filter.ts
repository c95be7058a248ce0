type Hidden = ReadonlySet<number>;

/** Hides a class that is shown, shows one that is hidden. */
export function toggleClass(hidden: Hidden, index: number): Hidden {
  const next = new Set(hidden);
  if (!next.delete(index)) next.add(index);
  return next;
}

/** Shows one class alone; done again, shows all. */
export function soloClass(hidden: Hidden, index: number, classes: number): Hidden {
  const alone = !hidden.has(index) && hidden.size === classes - 1;
  if (alone) return new Set();
  return new Set(Array.from({ length: classes }, (_, i) => i).filter((i) => i !== index));
}

/** How many data points each class has. */
export function countClasses(labels: ArrayLike<number>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? 0;
    if (label < classes) counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
}
