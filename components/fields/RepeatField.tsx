import type { EditorProps } from './editor';
import { TextField } from './TextField';

export function RepeatField(props: EditorProps) {
  return <TextField {...props} />;
}
