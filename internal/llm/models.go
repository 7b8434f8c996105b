package llm

import (
	"context"
	"encoding/json"
)

// Models lists the endpoint's models.
func (c *Client) Models(ctx context.Context) ([]string, error) {
	body, err := c.fetch(ctx, "GET", c.config.modelsURL(), nil)
	if err != nil {
		return nil, err
	}
	type model struct {
		ID string `json:"id"`
	}
	var list struct {
		Data []model `json:"data"`
	}
	// Together answers with the bare list.
	if json.Unmarshal(body, &list) != nil && json.Unmarshal(body, &list.Data) != nil {
		return nil, &Error{Kind: Protocol, Message: "the endpoint's list of models is not one",
			Hint: "is the base URL right? Most end in /v1"}
	}
	names := make([]string, 0, len(list.Data))
	for _, m := range list.Data {
		names = append(names, c.config.withoutKey(m.ID))
	}
	return names, nil
}
