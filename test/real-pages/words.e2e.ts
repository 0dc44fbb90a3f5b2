import { describe } from 'vitest';
import { useStage } from '../e2e/harness';
import { describeGroup } from './group';
import { GROUPS } from './pages';
import { serveRealPages } from './serve';

describe('pages whose words are worked on', () => {
  describeGroup(useStage({}, serveRealPages), GROUPS.words);
});
