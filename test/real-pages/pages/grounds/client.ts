import { frames, live } from '../../life';

const turn = (style: string) => async () => {
  document.body.style.cssText = style;
  await frames(2);
  return undefined;
};

live({
  steps: {
    dark: turn('background: oklch(0.2 0.02 260); color: oklch(0.95 0.01 260)'),
    gradient: turn('background: linear-gradient(#111, #223); color: white'),
    light: turn('background: white; color: black'),
  },
});
