import type { ModelCard, RestorerCard } from "../../../server/protocol/model-card.ts";

let asked: Promise<(ModelCard | RestorerCard)[]> | null = null;

/** Every model of this server, asked for once. Rejects with a sentence; who asks again tries again. */
export function allModels(): Promise<(ModelCard | RestorerCard)[]> {
  asked ??= fetchModels();
  asked.catch(() => {
    asked = null;
  });
  return asked;
}

async function fetchModels(): Promise<(ModelCard | RestorerCard)[]> {
  const response = await fetch("/api/models");
  if (!response.ok) throw new Error(`/api/models was answered with ${response.status}`);
  const { models, restorers } = (await response.json()) as {
    models: ModelCard[];
    restorers: RestorerCard[];
  };
  return [...models, ...restorers];
}
