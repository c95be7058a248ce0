import { AdamOptimizer } from "@tensorflow/tfjs-core";

/** Adam (Kingma & Ba, arXiv 1412.6980) whose step size follows a schedule. */
export class ScheduledAdam extends AdamOptimizer {
  constructor(learningRate: number) {
    super(learningRate, 0.9, 0.999, 1e-7);
  }

  setLearningRate(rate: number): void {
    this.learningRate = rate;
  }
}
