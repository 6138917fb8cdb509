package telegram

import (
	"context"
	"slices"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// commands are the words in the menu of the bot.
var commands = []models.BotCommand{
	{Command: "start", Description: "重新开始"},
	{Command: "summary", Description: "目前知道的情况，和据此可得的金额"},
	{Command: "undo", Description: "撤销上一步"},
	{Command: "skip", Description: "跳过正在问的这一项"},
	{Command: "why", Description: "为什么问这一项"},
	{Command: "next", Description: "换一家企业"},
	{Command: "privacy", Description: "保存什么，保存多久"},
	{Command: "forget", Description: "删除这段对话保存的一切"},
	{Command: "help", Description: "能做什么"},
}

// officerCommands are the words that only officers have, in private.
var officerCommands = []models.BotCommand{
	{Command: orderCard, Description: "热线卡片：/card 后面写问题"},
	{Command: orderStatus, Description: "服务状态：收发、待发、死信"},
}

// shortAbout is what Telegram shows beside the bot's name.
const shortAbout = "政策问答和测算：每个数都有出处。"

// adornTries is how often a part of the menu is tried, and adornWait how long
// Telegram may ask to wait before it is left as it is.
const (
	adornTries = 3
	adornWait  = time.Minute
)

// adorn gives the bot its menu and its description. Nothing waits for it: a bot
// without them works.
func (b *Bot) adorn(ctx context.Context) {
	type part struct {
		name string
		set  func(context.Context) error
	}
	parts := []part{{"commands", func(ctx context.Context) error { return b.setCommands(ctx, commands, nil) }}}
	for _, id := range b.Officers {
		parts = append(parts, part{"an officer's commands", func(ctx context.Context) error {
			return b.setCommands(ctx, slices.Concat(commands, officerCommands), &models.BotCommandScopeChat{ChatID: id})
		}})
	}
	parts = append(parts, part{"description", b.setDescription}, part{"short description", b.setShortDescription})
	for _, p := range parts {
		for tries := range adornTries {
			call, cancel := context.WithTimeout(ctx, 20*time.Second)
			err := b.api.clean(p.set(call))
			cancel()
			if err == nil {
				break
			}
			wait := backoff(err, tries, time.Second, 5*time.Second)
			if tries == adornTries-1 || wait > adornWait || refused(err) || unauthorized(err) {
				b.Log.Warn("telegram: a part of the menu is not set", "part", p.name, "error", err)
				break
			}
			if !sleep(ctx, wait) {
				return
			}
		}
	}
}

func (b *Bot) setCommands(ctx context.Context, list []models.BotCommand, scope models.BotCommandScope) error {
	_, err := b.api.SetMyCommands(ctx, &bot.SetMyCommandsParams{Commands: list, Scope: scope})
	return err
}

// setDescription sets what an empty chat shows, where it shows something else:
// Telegram takes few changes of it.
func (b *Bot) setDescription(ctx context.Context) error {
	was, err := b.api.GetMyDescription(ctx, &bot.GetMyDescriptionParams{})
	if err != nil || was.Description == b.About || b.About == "" {
		return err
	}
	_, err = b.api.SetMyDescription(ctx, &bot.SetMyDescriptionParams{Description: b.About})
	return err
}

func (b *Bot) setShortDescription(ctx context.Context) error {
	was, err := b.api.GetMyShortDescription(ctx, &bot.GetMyShortDescriptionParams{})
	if err != nil || was.ShortDescription == shortAbout {
		return err
	}
	_, err = b.api.SetMyShortDescription(ctx, &bot.SetMyShortDescriptionParams{ShortDescription: shortAbout})
	return err
}

// isCommand says whether a word is one of the menu's.
func isCommand(word string) bool {
	return slices.ContainsFunc(commands, func(c models.BotCommand) bool { return "/"+c.Command == word })
}
