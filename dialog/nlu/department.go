package nlu

import (
	"strings"
	"unicode/utf8"

	"suance/dialog/pattern"
)

// Who of the enterprise supplies a figure, and the papers that it is taken from, are named by what they
// deal with (生产部说是7.1万, 采购部给的数, 产线统计出来, 据生产报表): that names no fact.

// Departments are what departments deal with, by which they are named.
const Departments = `生产 制造 采购 供应 销售 营销 市场 设备 投资 研发 技术 质量 财务 人事 行政 工程 项目 运营 保险 法务 战略 规划 统计 产品 工艺 计划 业务 物流 仓储 企管 综合 总装 产值 产量 营收`

var (
	departments  = pattern.Fields(Departments)
	goingOn      = pattern.Fields(`管理 发展`) // behind what a department deals with: 设备管理部. 管理员 is of no department
	offices      = pattern.Fields(`部门 部 科室 科 处室 处 组 统计员 经理 总监 主管 主任 内勤 负责人 报表 台账 日报 周报 月报 统计表`)
	atWork       = pattern.Fields(`产线 车间`)
	centres      = pattern.Fields(`中心`)
	ofDepartment = pattern.Fields(`那边 这边 的人 的同事 的负责人 负责人 同事 长 经理 主任 主管 上 里`)
	supplies     = pattern.Fields(`回话了 回话 回复了 回复 回了 反馈了 反馈 说了 说 讲 报上来 报过来 报来 报的 报 给的 给了 给出 给 统计出来 统计过 统计 核实 提供的 提供 算出来 算的 算 确认 查到 显示 记的`)
	figures      = pattern.Fields(`数据 数字 数`)
)

// notOffice are what follows the last character of an office where that begins another word: 采购部件,
// 生产科技, 投资处于.
var notOffice = map[rune]string{'部': `件分署位`, '科': `技学研目创普`, '处': `理置于在所方`, '组': `件装合织成建网`, '报': `告`, '表': `明示现`}

// departmentEnds are what names of departments end with.
var departmentEnds = pattern.CharsOf(`部科处组员经总主内负表账报线间心`)

// mayBeDepartment says whether a text may name a department at all.
func mayBeDepartment(run []rune) bool {
	return departmentEnds.Meet(run)
}

// department is how many characters at the beginning of a text name a department, with the words that it
// supplies a figure; 0 for none.
func department(text string) int {
	const most = 4 // words of what a department deals with
	rest, named := departments.Cut(text)
	for words, ok := 1, named; ok && words < most && !offices.Begin(rest); words++ { // 统计员 is whole
		if rest, ok = departments.Cut(rest); !ok {
			rest, ok = goingOn.Cut(rest)
		}
	}
	var ok bool
	if !named {
		if rest, ok = atWork.Cut(text); !ok {
			return 0
		}
	} else if rest, ok = offices.Cut(rest); !ok {
		if rest, ok = centres.Cut(rest); !ok {
			return 0
		}
		named = false // 研发中心 may be a title
	}
	last, _ := utf8.DecodeLastRuneInString(text[:len(text)-len(rest)])
	if next, _ := utf8.DecodeRuneInString(rest); strings.ContainsRune(notOffice[last], next) {
		return 0
	}
	rest, _ = ofDepartment.Cut(rest)
	rest, supplied := supplies.Cut(strings.TrimLeft(rest, `刚都也`))
	if !named && !supplied {
		return 0
	}
	rest, _ = figures.Cut(rest)
	return utf8.RuneCountInString(text) - utf8.RuneCountInString(rest)
}
