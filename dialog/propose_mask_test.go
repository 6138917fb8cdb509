package dialog

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestMaskHidesPeople: what names or reaches somebody is hidden, and nothing that
// a model needs in order to point.
func TestMaskHidesPeople(t *testing.T) {
	for _, c := range []struct{ text, hidden, kept string }{
		{"我们是杭州钱塘新材料有限公司，营收12亿", "杭州钱塘新材料有限公司", "我们是 营收12亿"},
		{"营收12亿元的杭州智造科技股份有限公司能拿多少", "杭州智造科技股份有限公司", "营收12亿元的 能拿多少"},
		{"华为技术有限公司去年怎么样", "华为技术有限公司", "去年怎么样"},
		{"美的集团能申请吗", "美的集团", "能申请吗"},
		{"西子联合控股集团和万向钱潮公司", "西子联合控股 万向钱潮", ""},
		{"（杭州）云杉材料研究院", "云杉材料研究院", ""},
		{"企业名称：云杉智造，营收3亿", "云杉智造", "企业名称 营收3亿"},
		{"我们公司营收12亿，隔壁公司20亿", "", "我们公司营收12亿，隔壁公司20亿"},
		{"新材料公司和整车厂补多少", "", "新材料公司和整车厂补多少"},
		{"我们做机器人的公司", "", "我们做机器人的公司"},
		{"电话13812345678，打给我", "13812345678", "电话 打给我"},
		{"电话１３８１２３４５６７８，信用代码９１３３０１００ＭＡ２７ＸＷ２Ｂ５Ｋ", "１３８１２３４５６７８ ９１３３０１００ＭＡ２７ＸＷ２Ｂ５Ｋ", "电话 信用代码"},
		{"手机号：138 1234 5678", "138 1234 5678", "手机号"},
		{"+86-138-1234-5678", "138-1234-5678", ""},
		{"座机0571-88887777转8001", "0571-88887777", ""},
		{"(0571)88887777", "0571 88887777", ""},
		{"联系电话88887777", "88887777", ""},
		{"400-820-8820", "400-820-8820", ""},
		{"信用代码91330100MA27XW2B5K", "91330100MA27XW2B5K", "信用代码"},
		{"代码 9133 0100 MA27 XW2B 5K", "9133 0100 MA27 XW2B 5K", ""},
		{"身份证330102199001011234", "330102199001011234", ""},
		{"卡号6222 0212 0200 1234 567", "6222 0212 0200 1234 567", ""},
		{"令牌123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc", "AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc 123456789", ""},
		{"key sk-proj-abcdef1234567890", "sk-proj-abcdef1234567890", "key"},
		{"发到zhang.san@example.com", "zhang.san@example.com", "发到"},
		{"微信号zhangsan123", "zhangsan123", "微信号"},
		{"联系人：张三丰", "张三丰", "联系人"},
		{"我是王小明，想问补助", "王小明", "我是 想问补助"},
		{"找李总问的，张经理说能拿", "李 张", "总 经理说能拿"},
		{"营收1230000000元，产量15万辆", "", "营收1230000000元，产量15万辆"},
		{"营收13812345678元", "", "营收13812345678元"},
		{"奖金总额100万，整车总产量12万辆，费率2%", "", "奖金总额100万，整车总产量12万辆，费率2%"},
	} {
		got := masked(c.text)
		if utf8.RuneCountInString(got) != utf8.RuneCountInString(c.text) {
			t.Errorf("%s → %s: places moved", c.text, got)
		}
		for _, h := range strings.Fields(c.hidden) {
			if strings.Contains(got, h) {
				t.Errorf("%s → %s: shows %s", c.text, got, h)
			}
		}
		for _, k := range strings.Fields(c.kept) {
			if !strings.Contains(got, k) {
				t.Errorf("%s → %s: hides %s", c.text, got, k)
			}
		}
	}
}

// TestMaskIsLinear: a long message of nothing but names costs no more a character.
func TestMaskIsLinear(t *testing.T) {
	n := testing.AllocsPerRun(1, func() { masked(strings.Repeat("杭州某某新材料有限公司13812345678", 60)) })
	t.Logf("%.0f allocations", n)
}

func FuzzMask(f *testing.F) {
	f.Add("我们是杭州钱塘新材料有限公司，电话13812345678")
	f.Add("\xff公司张总")
	f.Fuzz(func(t *testing.T, s string) {
		if utf8.ValidString(s) && utf8.RuneCountInString(masked(s)) != utf8.RuneCountInString(s) {
			t.Errorf("%q → %q", s, masked(s))
		}
	})
}
