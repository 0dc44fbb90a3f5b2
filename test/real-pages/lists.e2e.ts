import { describe } from 'vitest';
import { useStage } from '../e2e/harness';
import { describeGroup } from './group';
import { GROUPS } from './pages';
import { serveRealPages } from './serve';

describe('lists that show a part of themselves', () => {
  describeGroup(useStage({}, serveRealPages), GROUPS.lists);
});
