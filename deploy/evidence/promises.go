package main

// promise is one row of the table.
type promise struct {
	id     string
	says   string
	target string
	shown  []proof
}

// proof is a test or benchmark that shows a promise, with where its figure stands
// in the output.
type proof struct {
	*command
	// figure is a regular expression; what its groups match, every time, is the
	// figure. Without a group it is said as it stands if the test passes. Empty:
	// there is no figure.
	figure string
	// total, if not empty, says the figure with the sums of its groups: %d for each.
	total string
}

// by shows a promise by a command whose output has the figure.
func by(c *command, figure string) proof { return proof{command: c, figure: figure} }

// command is one run of go test.
type command struct {
	pkg, run string
	bench    bool
	full     []string // environment for the full figure; a sample has none
	flags    []string // of go test, beside the usual
}

func test(pkg, run string, full ...string) *command {
	return &command{pkg: pkg, run: run, full: full}
}

func bench(pkg, run string, flags ...string) *command {
	return &command{pkg: pkg, run: run, bench: true, flags: flags}
}

// The commands that several promises rest on.
var (
	simulation = test("./bot/telegram", "TestSimulation", "SUANCE_TURNS=100000")
	everyStep  = test("./bot/telegram", "TestEveryStep|TestDiesAnywhere")
	planted    = test("./bot/telegram", "TestPlantedBugsAreFound")
	process    = test("./bot/telegram", "TestProcess", "SUANCE_KILLS=2000")
	failover   = test("./deploy", "TestFailover", "SUANCE_FAILOVERS=5")
	restarts   = test("./bot/telegram", "TestRollingRestarts", "SUANCE_RESTARTS=100")
)

// What a test says in its log, whole.
const logged = `_test\.go:\d+: (.+)`

// promises are those of R, P and S that a test of the module shows. A promise that
// none shows stands here all the same, with nothing that shows it.
var promises = []promise{
	{"R1", "a turn takes effect once", "0 differences over ≥ 100,000 simulated turns and ≥ 2,000 SIGKILLs",
		[]proof{by(simulation, logged), by(planted, `(\d+ planted mistakes, all found)`), {process, `(\d+) sentences, (\d+) kills, (\d+) resets that took effect, (\d+) replies sent again`,
			"%d sentences to the built program, %d SIGKILLs, %d resets that took effect, %d replies sent again"}}},
	{"R2", "no message is lost", "0 lost, same runs", []proof{by(simulation, ""), by(process, "")}},
	{"R3", "the reply is sent, duplicates are bounded", "0 missing; extra sends at most the ambiguous outcomes",
		[]proof{by(simulation, `_test\.go:\d+: .*?(\d+ outcomes of sends were unknown, \d+ messages came again)`), by(process, ""),
			by(simulation, "unknown counts failed calls that hold or mark a send too"),
			{test("./bot/telegram", "TestPausedProcess", "SUANCE_PAUSES=20"), `(\d+) sentences, (\d+) kills, .*?(\d+) replies sent again`,
				"%d sentences while processes stood still for longer than a hold, %d times: %d replies sent again"}}},
	{"R4", "order within a chat; a retry holds up its own chat only", "0 inversions; others' p99 ≤ 1.2×",
		[]proof{by(simulation, ""), by(test("./bot/telegram", "TestOthersGoOnDuringBackoff|TestAnswersInOrder"), ""),
			by(test("./deploy", "TestOthersDuringBackoff", "SUANCE_LAPS=20"), logged)}},
	{"R5", "a crash anywhere", "before and after each call, all points", []proof{by(everyStep, `_test\.go:\d+: (.+ points)`)}},
	{"R6", "Redis gone, at the start too", "first turn ≤ 1 s after it is back; 1,000 waiting updates in order",
		[]proof{by(test("./deploy", "TestRedisComesBack", "SUANCE_WAITING=1000"), logged),
			by(test("./bot/telegram", "TestRedisInTrouble"), ""), by(test("./bot", "TestServeWaits"), "")}},
	{"R7", "failover", "0 acknowledged turns lost with 1 replica waited for; away ≤ down-after + 3 s", []proof{
		{failover, `waiting for 1: (\d+) of (\d+) acknowledged`, "with 1: %d of %d lost"},
		{failover, `waiting for 0: (\d+) of (\d+) acknowledged`, "with 0: %d of %d lost"},
		by(failover, `(no turns for \S+) \(down-after 1s`), by(test("./bot/telegram", "TestClusterAndReplicas"), logged)}},
	{"R8", "old and repeated buttons", "0 changes from outdated buttons",
		[]proof{by(simulation, ""), by(test("./dialog", "TestOldButtonsChangeNothing"), "")}},
	{"R9", "clocks", "jumps change nothing but as_of", []proof{by(simulation, "the day of a turn jumps by decades at every turn"),
		by(test("./bot", "TestWallClock"), "a process reads nothing but the day from its clock"),
		by(test("./bot/redis", "TestClockOfTheServer"), "Redis's clock a day and ten years forward and back; ten years forward ends its times to live"),
		{test("./bot/telegram", "TestServerClock"), `(\d+) sentences, .*?(\d+) replies sent again`, "%d sentences across kills and jumps of Redis's clock, %d replies sent again"}}},
	{"R10", "drain", "0 lost over 100 rolling restarts of two replicas; exit 0 within 10 s", []proof{by(restarts, `_test\.go:\d+: (\d+ sentences), 0 kills, .*?(\d+ replies sent again)`)}},
	{"R11", "poison", "the chat goes on within one turn", []proof{by(simulation, "three in a hundred updates cannot be read"), by(test("./bot/telegram", "TestPoison|TestBlocked|TestTelegramInTrouble"), "")}},
	{"R12", "upgrade", "stored sessions of every release pass; newer ones are refused",
		[]proof{by(test("./dialog/session", "TestDecodeRefusesANewerFormat|TestDecodeUnderAnotherVersionKeepsFactsByID|TestFactsUnderAnotherSchema"), "holds; there is no release yet whose sessions could be stored")}},
	{"R13", "damaged state", "10,000 mutations, none reaches a figure",
		[]proof{by(test("./dialog/session", "TestDecodeDetectsDamage"), "10,000 mutations, none taken for a state"), by(test("./dialog", "TestDamagedAndNewerStates"), "")}},
	{"P1", "a turn with Redis ÷ PING, p50", "≤ 4, better ≤ 2.5", []proof{by(bench("./bot/redis", "BenchmarkTurn"), `([\d.]+) p50-turn/ping`)}},
	{"P2", "Redis round trips a turn before the reply leaves", "≤ 2", []proof{by(test("./bot/redis", "TestOneRoundTripEach"), "2: one for the load, one for the commit"),
		by(test("./bot/redis", "TestRemembered"), "1 where this process made the turn before")}},
	{"P3", "webhook turn to 200 ÷ (empty handler + PING), p50", "≤ 2.5, better ≤ 1.8",
		[]proof{by(bench("./deploy", "BenchmarkWebhook"), `([\d.]+) p50-turn/\(empty\+ping\)`)}},
	{"P4", "turns a second, beside a bare echo bot", "≥ 1×, better ≥ 2×",
		[]proof{by(bench("./bot/telegram", "BenchmarkProgram", "-benchtime=10000x"), `BenchmarkProgram/(\S+?)(?:-\d+)?\s.*?([\d.]+) turns/s`)}},
	{"open loop", "200 messages a second from 100 chats, until the reply is there", "p99 < 30 ms",
		[]proof{by(bench("./bot/telegram", "BenchmarkOpenLoop", "-benchtime=2000x"), `BenchmarkOpenLoop/(\w+)\S*\s.*?([\d.]+ p50-ms)\s+([\d.]+ p99-ms)`)}},
	{"P5", "turns a second a core, memory store", "≥ 20,000, better ≥ 60,000 (50 µs, 16.7 µs a turn)",
		[]proof{by(bench("./dialog", "BenchmarkTurn/serve", "-cpu=1"), `BenchmarkTurn/serve\S*\s+\d+\s+(\d+ ns/op)`),
			by(bench("./dialog", "BenchmarkTurn/json", "-cpu=1"), `(json)\S*\s+\d+\s+(\d+ ns/op)`)}},
	{"P6", "full assessment of all measures, texts included: nothing known, typical, all known, worst", "≤ 60 µs typical, better ≤ 20 µs",
		[]proof{by(bench("./calc", "BenchmarkAssess", "-cpu=1"), `BenchmarkAssess/(\w+)\s+\d+\s+(\d+ ns/op)`)}},
	{"P7", "batch rows a second, 2 cores ÷ 1", "≥ 1.7×; 1 M rows to csv ≤ 60 s, ndjson ≥ 100 MB/s",
		[]proof{by(bench("./bot", "BenchmarkBatch", "-benchtime=3x"), `BenchmarkBatch/(\w+/\w+)\S*\s.*?([\d.]+ MB/s)\s+([\d.]+ rows/s)`)}},
	{"P8", "search over the policy's sentences, 30 characters", "≤ 20 µs, better ≤ 5 µs",
		[]proof{by(bench("./knowledge/search", "BenchmarkPolicy/Search"), `Search\S*\s+\d+\s+(\d+ ns/op)`)}},
	{"P9", "extraction from a sentence of 30 characters", "≤ 15 µs, better ≤ 5 µs",
		[]proof{by(bench("./dialog/nlu", "BenchmarkRead/30"), `BenchmarkRead/30\S*\s+\d+\s+(\d+ ns/op)`)}},
	{"P10", "start to answer of ask ÷ an empty program with the same packages", "≤ 2×, better ≤ 1.3×",
		[]proof{by(bench("./deploy", "BenchmarkStart", "-benchtime=100x"), `([\d.]+) p50-ask/empty`)}},
	{"P11", "memory of serve when idle", "≤ 40 MiB, better ≤ 20 MiB", []proof{by(test("./deploy", "TestIdleMemory"), logged)}},
	{"P12", "50 chats wait for a hung model: others' p99", "≤ 1.2×, better ≤ 1.05×", []proof{by(test("./bot/openai", "TestHungModelHoldsUpNobodyElse", "SUANCE_FULL=1"), logged)}},
	{"S1", "no word of a model reaches a reply", "≥ 1,000 replies, 0", []proof{by(test("./dialog", "TestInvarianceOfTalks|TestInvarianceOfQuestions", "SUANCE_FULL=1"), logged),
		by(test("./bot", "TestLikenessInvariance"), "")}},
	{"S2", "orders inside a text change nothing", "each attack against its harmless twin", []proof{by(test("./dialog", "TestInjectionsWithFigures"), logged)}},
	{"S3", "what a model sees of people", "names, telephone numbers and codes are masked", []proof{by(test("./dialog", "TestMaskHidesPeople"), "")}},
	{"S4", "limits", "a flooding chat: others go on", []proof{by(test("./bot/telegram", "TestFloodedWebhook"), ""), by(test("./dialog", "TestBadInput"), "")}},
	{"S5", "webhook requests: secret, size, form", "a table of cases", []proof{by(test("./bot/telegram", "TestWebhookRequests"), "")}},
	{"S6", "officers by their id only", "role × command × channel × chat, every cell", []proof{by(test("./bot/telegram", "TestOfficers"), "")}},
	{"S7", "nobody sees another's facts", "1,000 chats interleaved, 0", []proof{by(test("./bot/telegram", "TestNobodySeesAnother"), "")}},
	{"S8", "what is forgotten is nowhere; nothing of a person in logs and metrics", "0", []proof{by(test("./bot/telegram", "TestForgotten"), ""), by(test("./bot/telegram", "TestLogTellsNothing"), ""), by(test("./bot", "TestServeCounts"), "")}},
	{"S9", "files: size, bombs, formulas", "refused at once; cells go out inert", []proof{by(test("./bot/sheet", "TestExcelLimits|TestExcelCells|TestCellsGoOutInert"), "")}},
	{"S10", "JSON: doubled and differently cased keys, trailing data, UTF-8, depth, giant numbers", "a table of 60", []proof{by(test("./calc/fact", "TestDecodeRefuses"), "")}},
	{"S11", "policy folders: strict keys, limits, no path out", "refused", []proof{by(test("./knowledge", "TestUnreadableFolders|TestBrokenPoliciesAreExplained"), "")}},
	{"S12", "the cost of a text grows linearly", "4,096 characters at most 12 times 512; worst message ≤ 5 ms",
		[]proof{by(test("./dialog/nlu", "TestLinear|TestQuantitiesLinear"), ""), by(test("./dialog", "TestCostIsLinear"), "")}},
	{"S13", "Telegram's HTML is well-formed, cut at borders", "a property with a strict parser", []proof{by(test("./bot/telegram", "TestRender|TestRenderAlwaysWellFormed|TestRenderCutsAtBorders"), "")}},
	{"S14", "/metrics is not public", "a table of cases", []proof{by(test("./bot/metrics", "TestNotPublic"), "")}},
	{"S15", "the token in no error", "every transport error forced", []proof{by(test("./bot/telegram", "TestTokenInNoError"), "")}},
	{"S16", "static, nobody, read-only, hardened", "yes", []proof{by(test("./deploy", "TestImage|TestUnit|TestManifests"), "")}},
}
