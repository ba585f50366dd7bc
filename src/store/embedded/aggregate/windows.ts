import { notSupported } from '../errors.ts';
import type { StageCompiler } from './stages.ts';

export const setWindowFields: StageCompiler = () => {
  throw notSupported('the stage $setWindowFields');
};
export const fill: StageCompiler = () => {
  throw notSupported('the stage $fill');
};
export const densifyRefused: StageCompiler = () => {
  throw notSupported('the stage $densify');
};
