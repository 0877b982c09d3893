"""The loops of the compiled scorer: VADER's rules (`vader_rules` says what they mean) on bytes and arrays.

With numba they are compiled, without it the same functions run as they stand, only slowly.
"""

from __future__ import annotations

import string

import numpy as np

try:
    from numba import njit
except ImportError:  # the same code runs without it, only slowly; `COMPILED` tells

    def njit(**_options):
        return lambda function: function

    COMPILED = False
else:
    COMPILED = True

NAMED = "no but this least doubt never without so at very or nor kind of".split()
_NO, _BUT, _THIS, _LEAST, _DOUBT, _NEVER, _WITHOUT, _SO, _AT, _VERY, _OR, _NOR, _KIND, _OF = range(1, len(NAMED) + 1)
SLOTS = 1 << 15
# What a byte is.
_SPACE, _MARK, _SMALL, _LARGE, _BEYOND = 1, 2, 4, 8, 16
_KINDS = np.zeros(256, np.uint8)
_KINDS[[32, *range(9, 14), *range(28, 32)]] = _SPACE
_KINDS[[ord(mark) for mark in string.punctuation]] = _MARK
_KINDS[97:123], _KINDS[65:91], _KINDS[128:] = _SMALL, _LARGE, _BEYOND
_LOWER = np.arange(256, dtype=np.uint8)
_LOWER[65:91] += 32
_MOST = 64  # words of tone in a text with "but"; beyond, the scorer's heaps are faster


@njit(cache=True)
def hash_bytes(data, start, end):
    value = np.uint32(0)
    for i in range(start, end):
        value = _mix(value, data[i])
    return value


@njit(cache=True)
def _mix(value, byte):
    """Return the hash (FNV-1a) of one more byte; capitals count as small letters."""
    return np.uint32((value ^ np.uint32(_LOWER[byte])) * np.uint32(16777619))


@njit(cache=True)
def to_slot(value):
    return np.int64((value ^ (value >> np.uint32(15))) & np.uint32(SLOTS - 1))


@njit(cache=True)
def _is_plain(data, i, end):
    """Tell whether the character at a byte over 127 is a Latin letter or a common mark, which no rule names."""
    if data[i] == 0xC3:
        return True
    if data[i] == 0xE2 and i + 2 < end and data[i + 1] == 0x80:
        last = data[i + 2]
        return 0x93 <= last <= 0x94 or 0x98 <= last <= 0x99 or 0x9C <= last <= 0x9D or last == 0xA2 or last == 0xA6
    return False


@njit(cache=True)
def _find(data, start, end, value, slots, keys, edges):
    """Return the number of the word of this hash that stands there, or 0."""
    slot = to_slot(value)
    while slots[slot]:
        k = slots[slot]
        first = edges[k - 1]
        if edges[k] - first == end - start:
            same = True
            for j in range(end - start):
                if keys[first + j] != _LOWER[data[start + j]]:
                    same = False
                    break
            if same:
                return k
        slot = (slot + 1) % SLOTS
    return 0


@njit(cache=True)
def _read(data, start, end, codes, upper, denies, slots, keys, edges, has):
    """Fill the codes of the tokens of a text; return how many, how many in capitals, how many of tone (-1: not plain)."""
    n = n_upper = n_tone = 0
    i = start
    while i < end:
        if _KINDS[data[i]] == _SPACE:
            i += 1
            continue
        first, more, seen, value = i, 0, 0, np.uint32(0)
        while i < end:
            kind = _KINDS[data[i]]
            if kind == _SPACE:
                break
            value = _mix(value, data[i])
            i += 1
            if kind != _BEYOND:
                seen |= kind
            elif not _is_plain(data, i - 1, end):
                return -1, 0, 0
            elif data[i - 1] == 0xC3:
                last = data[i]
                seen |= 0 if last == 0x97 or last == 0xB7 else _LARGE if last <= 0x9E else _SMALL
                i, more = i + 1, more + 1
            else:
                i, more = i + 2, more + 2
        a, b = first, i
        if seen & _MARK:
            while a < b and _KINDS[data[a]] == _MARK:
                a += 1
            while b > a and _KINDS[data[b - 1]] == _MARK:
                b -= 1
            if b - a - more <= 2:
                a, b = first, i
            value = hash_bytes(data, a, b)
        code = 0 if more else _find(data, a, b, value, slots, keys, edges)
        deny = False
        if code == 0 and seen & _MARK:
            for j in range(a, b - 2):
                if data[j + 1] == 39 and _LOWER[data[j]] == 110 and _LOWER[data[j + 2]] == 116:
                    deny = True
        codes[n], upper[n], denies[n] = code, seen & _LARGE and not seen & _SMALL, deny
        n_upper += upper[n]
        n_tone += has[code]
        n += 1
    return n, n_upper, n_tone


@njit(cache=True)
def _modify(i, n, codes, upper, denies, mixed, weight, has, degree, neg, name, idioms, values, pairs, added, scalar, shout):
    """Return the weight of the word at place i after the rules (`Rules.modify` says why)."""
    code = codes[i]
    w = weight[code]
    one = name[codes[i - 1]] if i > 0 else 0
    two = name[codes[i - 2]] if i > 1 else 0
    three = name[codes[i - 3]] if i > 2 else 0
    if name[code] == _NO and i + 1 < n and has[codes[i + 1]]:
        w = 0.0
    if one == _NO or two == _NO or (three == _NO and one in (_OR, _NOR)):
        w = weight[code] * scalar
    if upper[i] and mixed:
        w = w + shout if w > 0 else w - shout
    for back in range(min(i, 3)):
        before = codes[i - back - 1]
        if has[before]:
            continue
        if degree[before] != 0:
            d = -degree[before] if w < 0 else degree[before]
            if upper[i - back - 1] and mixed:
                d = d + shout if w > 0 else d - shout
            w += d * (1.0 if back == 0 else 0.95 if back == 1 else 0.9)
        w = _negate(w, back, neg[before] or denies[i - back - 1], one, two, three, scalar)
        here = name[code]
        after = name[codes[i + 1]] if i + 1 < n else 0
        # An idiom has at least two words side by side that are named.
        if back == 2 and ((one and (here or two)) or (two and three) or (here and after)):
            later = name[codes[i + 2]] if i + 2 < n else 0
            w = _apply_idioms(w, three, two, one, here, after, later, idioms, values, pairs, added)
    if one == _LEAST and not has[codes[i - 1]] and two != _AT and two != _VERY:
        w *= scalar
    return w


@njit(cache=True)
def _negate(w, back, negates, one, two, three, scalar):
    """Return the weight after the word `back` + 1 tokens before it, if that negates."""
    if back == 1:
        if two == _NEVER and one in (_SO, _THIS):
            return w * 1.25
        if two == _WITHOUT and one == _DOUBT:
            return w
    if back == 2:
        if one in (_SO, _THIS) or three == _NEVER and two in (_SO, _THIS):
            return w * 1.25
        if three == _WITHOUT and _DOUBT in (one, two):
            return w
    return w * scalar if negates else w


@njit(cache=True)
def _match(table, k, a, b, c):
    return a != 0 and table[k, 0] == a and table[k, 1] == b and table[k, 2] == c


@njit(cache=True)
def _apply_idioms(w, three, two, one, here, after, later, idioms, values, pairs, added):
    """Return the weight of an idiom around the word, or the word's with "kind of" and its like before it."""
    found = -1
    for step in range(5):
        a, b, c = one, here, 0
        if step == 1:
            a, b, c = two, one, here
        elif step == 2:
            a, b, c = two, one, 0
        elif step == 3:
            a, b, c = three, two, one
        elif step == 4:
            a, b, c = three, two, 0
        if a == 0 or b == 0 or (c == 0 and (step == 1 or step == 3)):
            continue
        for k in range(len(values)):
            if found < 0 and _match(idioms, k, a, b, c):
                found = k
    if found >= 0:
        w = values[found]
    if here and after:
        for k in range(len(values)):
            if _match(idioms, k, here, after, 0):
                w = values[k]
        if later:
            for k in range(len(values)):
                if _match(idioms, k, here, after, later):
                    w = values[k]
    if three and two:
        for k in range(len(added)):
            if _match(pairs, k, three, two, 0):
                w += added[k]
    if two and one:
        for k in range(len(added)):
            if _match(pairs, k, two, one, 0):
                w += added[k]
    return w


@njit(cache=True)
def _shift_to_but(places, weights, n, but):
    """Halve the weights before "but" and raise those behind it, by values, as vaderSentiment does."""
    for k in range(n):
        value = weights[k]
        for first in range(k + 1):
            if weights[first] == value:
                weights[first] = value * 0.5 if places[first] < but else value * 1.5
                break


@njit(cache=True)
def _sum(weights, n, compensated):
    """Return the sum of weights as Python's `sum` makes it (from 3.12 on with Neumaier's compensation)."""
    total = rest = 0.0
    for k in range(n):
        x = weights[k]
        after = total + x
        if compensated:
            rest += (total - after) + x if abs(total) >= abs(x) else (x - after) + total
        total = after
    return total + rest


@njit(cache=True)
def _emphasise(data, start, end):
    """Return what exclamation marks and question marks add to the size of a sum."""
    told = asked = 0
    for i in range(start, end):
        told += data[i] == 33
        asked += data[i] == 63
    return min(told, 4) * 0.292 + (0.0 if asked < 2 else asked * 0.18 if asked <= 3 else 0.96)


@njit(cache=True)
def score_bytes(data, ends, compensated, slots, keys, edges, weight, has, degree, neg, name, idioms, values, pairs, added, scalar, shout):
    """Return the sum of the weights of each text after all rules (NaN: left to `Scorer`)."""
    longest = 1
    for t in range(len(ends) - 1):
        longest = max(longest, ends[t + 1] - ends[t])
    codes = np.zeros(longest, np.int32)
    upper, denies = np.zeros(longest, np.bool_), np.zeros(longest, np.bool_)
    places, weights = np.zeros(longest, np.int64), np.zeros(longest)
    out = np.zeros(len(ends) - 1)
    for t in range(len(ends) - 1):
        start, end = ends[t], ends[t + 1]
        n, n_upper, n_tone = _read(data, start, end, codes, upper, denies, slots, keys, edges, has)
        if n < 0:
            out[t] = np.nan
        if n < 0 or n_tone == 0:
            continue
        mixed, but, m = 0 < n_upper < n, -1, 0
        for i in range(n):
            code = codes[i]
            if code == 0:
                continue
            if but < 0 and name[code] == _BUT:
                but = i
            if has[code] and degree[code] == 0 and not (name[code] == _KIND and i + 1 < n and name[codes[i + 1]] == _OF):
                places[m], weights[m] = i, weight[code]
                acts = upper[i] or name[code] != 0
                for j in range(max(i - 3, 0), i):
                    acts |= codes[j] != 0 or denies[j]
                if acts:
                    weights[m] = _modify(
                        i, n, codes, upper, denies, mixed, weight, has, degree, neg, name, idioms, values, pairs, added, scalar, shout
                    )
                m += 1
        if but >= 0 and m > _MOST:
            out[t] = np.nan
            continue
        if but >= 0:
            _shift_to_but(places, weights, m, but)
        total = _sum(weights, m, compensated)
        if total != 0:
            more = _emphasise(data, start, end)
            out[t] = total + more if total > 0 else total - more
    return out
