package channel

import "fmt"

// Text returns all that a machine holds, for tests that compare machines: sessions are
// pointers.
func (p Payee) Text() string {
	sessions := p.sessions
	p.sessions = nil
	text := fmt.Sprintf("%+v", p)
	for _, s := range sessions {
		text += fmt.Sprintf("\n%+v", *s)
	}
	return text
}
