import { AdamOptimizer } from "@tensorflow/tfjs-core";

/** Adam (Kingma & Ba, arXiv 1412.6980) whose step size follows a schedule. */
export class ScheduledAdam extends AdamOptimizer {
  private readonly share: number;

  /** @param options.share of the schedule's step size */
  constructor({ share = 1, momentum = 0.9 }: { share?: number; momentum?: number } = {}) {
    super(0, momentum, 0.999, 1e-7);
    this.share = share;
  }

  setLearningRate(rate: number): void {
    this.learningRate = rate * this.share;
  }
}
