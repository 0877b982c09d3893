"""How the time of a call grows with its input: what a quadratic slip would show."""

import time


def growth(call, small, times=8, runs=3, floor=0.003):
    """Return how many times as long `call` takes for an input `times` as large, each the least of
    some runs.

    Other work on the machine makes a run longer and never shorter, so the least says most. A call
    that is over within `floor` seconds counts as that long, and the large input is not tried again
    where its time is about in proportion.
    """

    def seconds(n):
        start = time.process_time()
        call(n)
        return time.process_time() - start

    short = max(min(seconds(small) for _ in range(runs)), floor)
    long = float("inf")
    for _ in range(runs):
        long = min(long, seconds(times * small))
        if long < 1.25 * times * short:
            break
    return long / short
