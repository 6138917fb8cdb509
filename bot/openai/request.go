package openai

import (
	_ "embed"
	"encoding/json"
	"math"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	api "github.com/sashabaranov/go-openai"

	"suance/dialog"
)

//go:embed prompts/point.txt
var pointPrompt string

// toolName names the answer's form, as a schema and as a tool.
const toolName = "point"

// prompts are made once a catalog: the long part of a request is the same for all
// of a policy, so that servers which remember a prompt's beginning need not read
// it again.
type prompts struct{ byCatalog sync.Map }

// prompt is the part of requests that a catalog decides.
type prompt struct {
	system string
	runes  int
	schema json.RawMessage
}

func (p *prompts) of(c *dialog.Catalog) *prompt {
	if made, ok := p.byCatalog.Load(c); ok {
		return made.(*prompt)
	}
	system := strings.NewReplacer("{{facts}}", list(c.Facts), "{{sentences}}", list(c.Sentences), "{{intents}}", list(c.Intents)).Replace(pointPrompt)
	made, _ := p.byCatalog.LoadOrStore(c, &prompt{system: system, runes: utf8.RuneCountInString(system), schema: schemaOf(c)})
	return made.(*prompt)
}

// list is a line for each target.
func list(ts []dialog.Target) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(t.ID + " " + t.Text)
	}
	return b.String()
}

// schemaOf is the JSON schema of an answer. It has no room for words but the run
// of the person's own.
func schemaOf(c *dialog.Catalog) json.RawMessage {
	object := func(properties map[string]any, required ...string) map[string]any {
		return map[string]any{"type": "object", "additionalProperties": false, "required": required, "properties": properties}
	}
	one := func(ts []dialog.Target) map[string]any {
		ids := []string{}
		for _, t := range ts {
			ids = append(ids, t.ID)
		}
		return map[string]any{"type": "string", "enum": ids}
	}
	array := func(items any) map[string]any { return map[string]any{"type": "array", "items": items} }
	data, err := json.Marshal(object(map[string]any{
		"facts":     array(object(map[string]any{"fact": one(c.Facts), "words": map[string]any{"type": "string"}}, "fact", "words")),
		"sentences": array(one(c.Sentences)),
		"intents":   array(one(c.Intents)),
	}, "facts", "sentences", "intents"))
	if err != nil {
		panic("openai: " + err.Error()) // unreachable: strings only
	}
	return data
}

// reasoners are models that set their own temperature and count their thoughts.
var reasoners = regexp.MustCompile(`^(o[0-9]|gpt-[5-9])`)

// request is a query in the server's form, and its size in characters.
func (c *Client) request(q dialog.Query, tools bool) (api.ChatCompletionRequest, int) {
	p := c.prompts.of(q.Catalog)
	asked := "没有正在等的问题。"
	if q.Asking != "" {
		asked = "程序刚问过：" + q.Asking
	}
	user := asked + "\n原话：" + q.Text
	req := api.ChatCompletionRequest{Model: c.Model, Messages: []api.ChatCompletionMessage{
		{Role: api.ChatMessageRoleSystem, Content: p.system}, {Role: api.ChatMessageRoleUser, Content: user}}}
	if reasoners.MatchString(c.Model) {
		req.MaxCompletionTokens = 8 * maxAnswer
	} else {
		//lint:ignore SA1019 many servers know only the old name
		req.MaxTokens = maxAnswer
		req.Temperature = math.SmallestNonzeroFloat32 // 0 would be left out
	}
	if tools {
		req.Tools = []api.Tool{{Type: api.ToolTypeFunction, Function: &api.FunctionDefinition{
			Name: toolName, Description: "指出原话可能说的是什么", Strict: true, Parameters: p.schema}}}
		req.ToolChoice = api.ToolChoice{Type: api.ToolTypeFunction, Function: api.ToolFunction{Name: toolName}}
	} else {
		req.ResponseFormat = &api.ChatCompletionResponseFormat{Type: api.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &api.ChatCompletionResponseFormatJSONSchema{Name: toolName, Strict: true, Schema: p.schema}}
	}
	return req, p.runes + utf8.RuneCountInString(user)
}
