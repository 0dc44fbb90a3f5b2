import { html, LitElement } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { addressOf, wordsOf } from '../../addresses';
import { live } from '../../life';
import { FIRST, type Message, messageSteps } from '../../messages';

class MessageList extends LitElement {
  messages = FIRST;

  override render() {
    const link = ({ task }: Message) => html`<a href=${addressOf(task)}>${wordsOf(task)}</a>`;
    const text = ({ task }: Message) => `See ${addressOf(task)} and then `;
    return html`<slot></slot>${repeat(
      this.messages,
      ({ key }) => key,
      (one) => html`<p>${one.words}: ${one.task % 2 ? link(one) : text(one)} <i>end</i></p>`,
    )}`;
  }
}
customElements.define('message-list', MessageList);
const list = document.querySelector('message-list') as MessageList;

live({
  ready: list.updateComplete,
  steps: messageSteps((how) => {
    list.messages = how(list.messages);
    list.requestUpdate();
    return list.updateComplete;
  }),
});
