package fact

// Words are the ways in which people speak of a fact beyond its label, synonyms
// and options. They are matched in what people type and never shown.
type Words struct {
	// Group names the subject that the fact shares with others (platform, model);
	// Cues are words that bring this subject up. The cues of all facts of a group
	// are one list.
	Group string
	Cues  []string
	// Weak are words that name the fact only where its group is the subject or
	// the fact is asked for: 产值 names the output of a model or of a technology.
	// For a YesNo they are phrases that state yes (首次).
	Weak []string
	// Loose are names that suggest the fact without saying it in full: a value
	// that rests on them is said back.
	Loose []string
	// Yes and No are phrases that by themselves state a YesNo fact. Sums are
	// words after which an amount is the fact's, though they do not name it
	// otherwise (首次达到 before a revenue).
	Yes, No, Sums []string
	// WeakNo are phrases that state no only where the group is the subject or the
	// fact is asked for (申报过).
	WeakNo []string
	// Zero are phrases that state zero, or for a Choice the option that means
	// none; None says that 没有 beside the fact's name, or as the answer to its
	// question, means so too.
	Zero []string
	None bool
	// Ordinal are measure words with which 第二… states a Count: 台, 年度.
	Ordinal []string
	// DoubtBelow is the number below which a bare one is asked back, because
	// thousands or 万 may be meant; 0 for none.
	DoubtBelow int64
}
