import type { OnnxAttribute, OnnxGraph, OnnxNode, OnnxTensor } from "./onnx-proto.ts";

/** One value inside the graph. `shape` is TensorFlow's (height, width, channels), without batch. */
export interface GraphValue {
  name: string;
  shape: readonly number[];
  /** Images flow as N, channels, height, width; vectors as rows. */
  layout: "nchw" | "rows";
  /** Rows that were flattened from an image: their order is that image's channels-first order. */
  flattenedFrom?: readonly number[];
  /** The dense layer these rows come from, so that a reshape can reorder its weights instead. */
  dense?: { kernel: string; bias: string };
}

/** Collects nodes and weights; every method returns the name of what it made. */
export class OnnxBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly initializers = new Map<string, OnnxTensor>();
  private count = 0;

  node(type: string, inputs: string[], attributes: Record<string, OnnxAttribute> = {}): string {
    const output = `${type.toLowerCase()}_${this.count++}`;
    this.nodes.push({ type, inputs, output, attributes });
    return output;
  }

  weights(name: string, dims: readonly number[], values: Float32Array): string {
    this.initializers.set(name, { dims, values });
    return name;
  }

  /** Reshapes all but the batch dimension, which 0 copies. */
  reshape(input: string, shape: readonly number[]): string {
    const name = `shape_${this.count}`;
    const values = BigInt64Array.from([0, ...shape], BigInt);
    this.initializers.set(name, { dims: [values.length], values });
    return this.node("Reshape", [input, name]);
  }

  /** Gives an inner value the public name of a graph output. */
  rename(inner: string, name: string): void {
    for (const node of this.nodes) {
      if (node.output === inner) node.output = name;
      node.inputs = node.inputs.map((input) => (input === inner ? name : input));
    }
  }

  graph(ports: Pick<OnnxGraph, "name" | "inputs" | "outputs">): OnnxGraph {
    return { ...ports, nodes: this.nodes, initializers: this.initializers };
  }
}
