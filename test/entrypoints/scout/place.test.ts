// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { mayStandBeside } from '../../../entrypoints/scout/place';

const url = 'https://applink.feishu.cn/client/todo/detail?guid=0b7f3c52-9d14-4e6a-8f21-000000000001';
const pick = (selector: string) => document.querySelector(selector) as Element;

beforeEach(() => {
  document.body.innerHTML = '';
});

describe('where a control may stand', () => {
  test.each([
    'div contenteditable',
    'label',
    'button',
    'summary',
    'div role=button',
    'div role=textbox',
    'textarea',
    'div role=code',
  ])('not inside <%s>', (tag) => {
    document.body.innerHTML = `<${tag}>text</${tag.split(' ')[0]}>`;
    expect(mayStandBeside(pick('body > *').firstChild as Text)).toBe(false);
  });

  test('a link dressed as a button is no button around it; its text is no place of its own', () => {
    document.body.innerHTML = `<a role="button" href="${url}">text</a>`;
    expect(mayStandBeside(pick('a'))).toBe(true);
    expect(mayStandBeside(pick('a').firstChild as Text)).toBe(false);
  });

  test('a shadow root is as closed as what its host stands in', () => {
    document.body.innerHTML = '<p><b></b></p><label><b></b></label>';
    const inside = [...document.querySelectorAll('b')].map((host) => {
      host.attachShadow({ mode: 'open' }).innerHTML = '<i>text</i>';
      return mayStandBeside(host.shadowRoot?.firstElementChild as Element);
    });
    expect(inside).toEqual([true, false]);
  });
});
